import type { OperationContent } from '#domain/operation.ts'

/** What was said of a field once, with the list that said it. */
export interface Saying {
  readonly value: string
  readonly seq: number
  readonly personId: string
  readonly importId?: string | undefined
}

/** A firm, worked out apart from the rules: all that was said of it and not taken back. */
export interface FirmSaid {
  /** The list it came with. */
  readonly cameWith: string | undefined
  isGone: boolean
  /** A list was taken back that named it. */
  wasTakenBack: boolean
  readonly fields: Map<string, Saying[]>
}

export interface FirmsSaid {
  readonly firms: Map<string, FirmSaid>
  /** By part of a list: the firms that were taken back with it. */
  readonly takenBack: Map<string, Set<string>>
}

/** A value that takes the place of another one which its author had not seen. */
export interface Rival {
  readonly conflictId: string
  readonly field: string
  readonly before: Saying
}

export function createFirmsSaid(): FirmsSaid {
  return { firms: new Map(), takenBack: new Map() }
}

type Fields = Readonly<Record<string, { readonly value: unknown; readonly baseSeq: number }>>

/** Adds what a deed says of firms. */
export function sayAgain(said: FirmsSaid, seq: number, content: OperationContent): readonly Rival[] {
  const { kind, recordId, body } = content
  const by = { seq, personId: content.personId }
  if (kind === 'firm.create') add(said, recordId, body['fields'] as object, by)
  if (kind === 'firm.set')
    return set(said, recordId, body['fields'] as Fields, by, (field) => `${content.id}:${field}`)
  if (kind === 'import.take') return takeIn(said, content, by)
  if (kind === 'import.undo') takeBack(said, content)
  return []
}

function takeIn(
  said: FirmsSaid,
  { id, recordId, body }: OperationContent,
  by: Omit<Saying, 'value'>,
): Rival[] {
  const {
    importId,
    create,
    set: sets,
  } = body as {
    readonly importId: string
    readonly create: Readonly<Record<string, { readonly fields: object }>>
    readonly set: Readonly<Record<string, { readonly fields: Fields }>>
  }
  const back = said.takenBack.get(recordId)
  for (const [firmId, { fields }] of Object.entries(create))
    if (!said.firms.has(firmId) && back?.has(firmId) !== true) add(said, firmId, fields, { ...by, importId })
  return Object.entries(sets).flatMap(([firmId, { fields }]) => {
    if (back?.has(firmId) === true) return []
    const conflictOf = (field: string) => `${firmId}:${id.slice(-12)}:${field}`
    return set(said, firmId, fields, { ...by, importId }, conflictOf)
  })
}

function takeBack({ firms, takenBack }: FirmsSaid, { recordId, body }: OperationContent): void {
  const { importId, firmIds } = body as { readonly importId: string; readonly firmIds: readonly string[] }
  takenBack.set(recordId, new Set([...(takenBack.get(recordId) ?? []), ...firmIds]))
  for (const firm of firmIds.flatMap((id) => firms.get(id) ?? [])) {
    firm.wasTakenBack = true
    if (firm.cameWith === importId) {
      const isUntouched = [...firm.fields.values()].every((sayings) => sayings.at(-1)!.importId === importId)
      if (isUntouched) firm.isGone = true
      continue
    }
    for (const [field, sayings] of firm.fields) {
      const left = sayings.filter((one) => one.importId !== importId)
      if (left.length === 0) firm.fields.delete(field)
      else firm.fields.set(field, left)
    }
  }
}

function add({ firms }: FirmsSaid, firmId: string, said: object, by: Omit<Saying, 'value'>): void {
  const fields = new Map<string, Saying[]>()
  for (const [field, value] of Object.entries(said))
    fields.set(field, [{ value: JSON.stringify(value), ...by }])
  firms.set(firmId, { cameWith: by.importId, isGone: false, wasTakenBack: false, fields })
}

function set(
  { firms }: FirmsSaid,
  firmId: string,
  said: Fields,
  by: Omit<Saying, 'value'>,
  conflictOf: (field: string) => string,
): Rival[] {
  const firm = firms.get(firmId)
  if (firm === undefined) return []
  firm.isGone = false
  return Object.entries(said).flatMap(([field, { value, baseSeq }]) => {
    const sayings = firm.fields.get(field) ?? []
    const before = sayings.at(-1)
    const text = JSON.stringify(value)
    // a list's value stands upon the one before; a person's takes its place for good
    const below = by.importId === undefined ? [] : sayings
    firm.fields.set(field, [...below, { value: text, ...by }])
    const isRival = before !== undefined && before.seq > baseSeq && before.personId !== by.personId
    return isRival && before.value !== text ? [{ conflictId: conflictOf(field), field, before }] : []
  })
}
