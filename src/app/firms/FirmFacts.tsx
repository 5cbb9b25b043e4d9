import { m } from '#app/messages/compiled/messages.js'
import { sectionLabel } from '#app/messages/labels.ts'
import { Card } from '#app/ui/Card.tsx'
import type { Definition } from '#app/ui/DefinitionList.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { FirmView } from '#device/firmView.ts'
import { communeName, type Reference } from '#device/people.ts'
import { fieldKeys, fields, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import type { Profile } from '#domain/profile.ts'
import { definitionsOf } from './factList.tsx'
import { FactSheet } from './FactSheet.tsx'
import { knownWords } from './factWords.ts'
import { usePartnerNames } from './partnerNames.ts'
import { parkName } from './useReference.ts'
import { fieldLabel } from '#app/messages/fieldLabels.ts'

const profileKeys = [
  'unitKind',
  'legalForm',
  'ownershipGroup',
  'address',
  'siteCommuneId',
  'hqCommuneId',
  'industry',
  'formerNames',
] as const satisfies readonly FieldKey[]

interface FirmFactsProps {
  readonly view: FirmView
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

/** What is known of the firm, section by section as it is asked, then the record the office keeps. */
export function FirmFacts({ view, reference, unitKind }: FirmFactsProps) {
  const partners = usePartnerNames(view.own)
  const names = new Map([...(partners ?? []), ...placeNames(reference)])
  const sections = ([2, 3, 4] as const).map((section) => ({
    section,
    items: definitionsOf(keysOf(section), view.own, reference, unitKind, names),
  }))
  const hasFacts = sections.some(({ items }) => items.length > 0)
  return (
    <>
      {!hasFacts && (
        <Section title={m.firm_facts()}>
          <EmptyState text={m.firm_noFacts()} />
        </Section>
      )}
      {sections.map(
        ({ section, items }) =>
          items.length > 0 && (
            <Section key={section} title={sectionLabel(section, unitKind)}>
              <Card>
                <FactSheet items={items} />
              </Card>
            </Section>
          ),
      )}
      <Section title={m.firm_profile()}>
        <Card>
          <FactSheet items={profileItems(view.profile, reference, unitKind)} />
        </Card>
      </Section>
    </>
  )
}

function keysOf(section: 2 | 3 | 4): readonly FieldKey[] {
  const asked = fieldKeys.filter((key) => fields[key].section === section && fields[key].owner === 'visit')
  return section === 2 ? ['operatingStatus', 'movedTo', ...asked] : asked
}

function placeNames(reference: Reference | undefined): readonly (readonly [string, string])[] {
  if (reference === undefined) return []
  const { saidParks, parks, communes } = reference
  return [
    ...[...saidParks.keys(), ...parks.keys()].map((id) => [id, parkName(reference, id) ?? '—'] as const),
    ...communes.map(({ id }) => [id, communeName(reference, id)] as const),
  ]
}

function profileItems(
  profile: Profile,
  reference: Reference | undefined,
  unitKind: UnitKind | undefined,
): readonly Definition[] {
  return profileKeys.flatMap((key) => {
    const value = profile[key]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return []
    const isCommune = typeof value === 'string' && (key === 'siteCommuneId' || key === 'hqCommuneId')
    const words =
      isCommune && reference !== undefined
        ? communeName(reference, value)
        : knownWords(key, value, { unitKind })
    return [{ label: fieldLabel(key, unitKind), value: words }]
  })
}
