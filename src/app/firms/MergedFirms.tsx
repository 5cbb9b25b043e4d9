import { Split } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { MergedFirm } from '#device/mergeFirms.ts'
import { personName, type Reference } from '#device/people.ts'
import { MergeButton } from './MergeButton.tsx'
import type { FirmPageData } from './readFirmPage.ts'
import { useTakeApart } from './useTakeApart.ts'

interface MergedFirmsProps {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
}

/** What other names this firm goes by since when, and for the office the way to say so or take it back. */
export function MergedFirms({ data: { view, merged, mayMerge }, reference }: MergedFirmsProps) {
  const takeApart = useTakeApart()
  const [asked, setAsked] = useState<MergedFirm>()
  return (
    <>
      {merged.length > 0 && (
        <Section title={m.merge_here()}>
          <List label={m.merge_here()}>
            {merged.map((firm) => (
              <ListRow
                key={firm.id}
                title={firm.name}
                text={dotted([
                  firm.taxCode && m.firm_taxCode({ code: firm.taxCode }),
                  reference &&
                    m.merge_by({
                      person: personName(reference, firm.personId),
                      date: formatDate(firm.on, getLocale()),
                    }),
                ])}
                end={
                  mayMerge && (
                    <Button
                      icon={Split}
                      tone="quiet"
                      aria-label={m.merge_undoOf({ name: firm.name })}
                      onClick={() => setAsked(firm)}
                    >
                      {m.merge_undo()}
                    </Button>
                  )
                }
              />
            ))}
          </List>
        </Section>
      )}
      {mayMerge && <MergeButton firmId={view.firm.id} />}
      {asked !== undefined && (
        <ConfirmDialog
          open
          title={m.merge_undoTitle({ name: asked.name })}
          confirmLabel={m.merge_undo()}
          onConfirm={() => {
            setAsked(undefined)
            void takeApart(asked.id, asked.name)
          }}
          onClose={() => setAsked(undefined)}
        >
          <p>{m.merge_undoWhat({ name: asked.name })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
