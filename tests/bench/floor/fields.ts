/** As many fields as the visit form has, of the same kinds: 79. */
export interface PlainField {
  readonly name: string
  readonly kind: 'count' | 'code' | 'codes' | 'yesNo' | 'text' | 'date'
}

const names: Readonly<Record<PlainField['kind'], string>> = {
  count:
    'workers vietnamese young unionMembers youthMembers official probationary jointTotal stable ownCell residence ' +
    'pool otherPlace unknownPlace admitted withTask candidates byUnion byYouth trained',
  code:
    'unitKind legalForm ownership industryVersion outcome mode absence operating stability stage union youth party ' +
    'stance nationality commitment',
  codes: 'refusal agreed concerns settled needs actionsDone activities',
  yesNo: 'confirmed leader notice hasMembers operatingRules coordination plan study ownerMember',
  text:
    'name taxCode branch share address industry noticeVersion decision request easeReason notes formerNames movedTo ' +
    'contact nextActions appointment companions unionFirms partyFirms photos park siteCommune hqCommune unionOrg partyOrg',
  date: 'established recheck',
}

export const plainFields: readonly PlainField[] = Object.entries(names).flatMap(([kind, list]) =>
  list.split(' ').map((name) => ({ name, kind: kind as PlainField['kind'] })),
)
