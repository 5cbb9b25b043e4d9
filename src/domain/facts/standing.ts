import type { FieldKey } from '#domain/fields.ts'
import { placeKeys } from '#domain/fields/hanging.ts'

/** What the cell and the committees know better than anyone else. */
const memberKeys: readonly FieldKey[] = [
  'hasMembers',
  'membersOfficial',
  'membersProbationary',
  'membersStable',
  'orgOfficialTotal',
  ...placeKeys,
]

/** What only the owner, or whoever speaks for the owner, can say. */
const opinionKeys: readonly FieldKey[] = [
  'ownerStance',
  'ownerAgreedTo',
  'ownerConcerns',
  'ownerConcernsSettled',
]

export function isMemberCount(key: FieldKey): boolean {
  return memberKeys.includes(key)
}

/** Whether a source speaks with the knowledge of the Party's own bodies. */
export function knowsMembers(saidBy: string): boolean {
  return saidBy === 'cell' || saidBy === 'committee'
}

/** Whether a word on members weighs less than one said before: «nhân sự» after «cấp ủy». */
export function weighsLess(saidBy: string, before: string): boolean {
  return knowsMembers(before) && !knowsMembers(saidBy)
}

/** Whether somebody may state a value at all: an opinion of the owner is never told by others. */
export function maySay(saidBy: string, key: FieldKey): boolean {
  return !opinionKeys.includes(key) || saidBy === 'owner' || saidBy === 'representative'
}
