import { m } from '#app/messages/compiled/messages.js'
import { organisationKinds, type OrganisationKind } from '#domain/organisation.ts'

export function organisationKindWords(kind: string): string {
  const known = organisationKinds.find((one) => one === kind)
  return known === undefined ? kind : words[known]()
}

const words: Readonly<Record<OrganisationKind, () => string>> = {
  jointCell: m.organisation_jointCell,
  mobileCell: m.organisation_mobileCell,
  jointUnion: m.organisation_jointUnion,
  partyCommittee: m.organisation_partyCommittee,
  upperUnion: m.organisation_upperUnion,
}
