import { m } from '#app/messages/compiled/messages.js'
import { ownerWords } from '#app/messages/labels.ts'
import { Card } from '#app/ui/Card.tsx'
import type { Reference } from '#device/people.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { concernsToDiscuss } from '#domain/dialogue.ts'
import { overlayWords } from './adviceWords.ts'
import { DialogueButton } from './DialogueButton.tsx'
import { definitionsOf } from './factList.tsx'
import { FactSheet } from './FactSheet.tsx'
import type { FirmPageData } from './readFirmPage.ts'

const ownerKeys: readonly FieldKey[] = [
  'ownerStance',
  'ownerAgreedTo',
  'ownerConcerns',
  'ownerConcernsSettled',
  'ownerNeeds',
  'request',
  'ownerNationality',
  'ownerIsPartyMember',
  'commitmentInAgreement',
  'contact',
]

interface OwnerFoldProps {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

/** The owner's opinion and the contact: closed until tapped, since others may see the screen. */
export function OwnerFold({ data, reference, unitKind }: OwnerFoldProps) {
  const items = definitionsOf(ownerKeys, data.view.own, reference, unitKind)
  const overlays = data.own.overlays.filter(({ sensitive }) => sensitive)
  const concerns = concernsToDiscuss(data.view.own)
  if (items.length + overlays.length + concerns.length === 0) return null
  return (
    <Card>
      <details className="firm-fold">
        <summary>{m.firm_ownerAndContact(ownerWords(unitKind))}</summary>
        <div className="firm-fold-inside">
          {overlays.length > 0 && (
            <ul className="firm-bullets">
              {overlays.map(({ id, words }) => (
                <li key={id}>{overlayWords(id, words, unitKind)}</li>
              ))}
            </ul>
          )}
          <FactSheet items={items} />
          {concerns.map((concern) => (
            <DialogueButton key={concern} concern={concern} unitKind={unitKind} />
          ))}
        </div>
      </details>
    </Card>
  )
}
