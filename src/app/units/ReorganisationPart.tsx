import { useLiveQuery } from 'dexie-react-hooks'
import { FileBraces, GitMerge } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDate } from '#app/ui/format.ts'
import { handOutMade } from '#app/ui/handOut.ts'
import { InPlace } from '#app/ui/InPlace.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { personName, type Reference } from '#device/people.ts'
import {
  readReorganisations,
  undoReorganisation,
  type ListedReorganisation,
} from '#device/reorganisations.ts'
import { reorganisationToFile } from '#domain/reorganisationFile.ts'
import type { Units } from '#domain/units.ts'
import { changeWords } from './changeWords.ts'
import { OpenPlaces } from './OpenPlaces.tsx'
import { ReorganisationForm } from './ReorganisationForm.tsx'

interface ReorganisationPartProps {
  readonly reference: Reference
  /** Whether this person may record and undo reorganisations. */
  readonly may: boolean
}

/** «Sắp xếp»: what decisions made of communes, parks and organisations, each of which can be taken back. */
export function ReorganisationPart({ reference, may }: ReorganisationPartProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const all = useLiveQuery(() => readReorganisations(device), [device])
  const [adds, setAdds] = useState(false)
  const [asked, setAsked] = useState<ListedReorganisation>()
  if (all === undefined) return null
  if (adds)
    return (
      <InPlace part="form">
        <ReorganisationForm reference={reference} onClose={() => setAdds(false)} />
      </InPlace>
    )
  const undo = async ({ id, instrument, isUndone }: ListedReorganisation) => {
    setAsked(undefined)
    const done = await undoReorganisation(device, id, !isUndone)
    if (!done.ok) return showToast(m.admin_parkNotSaved())
    syncSoon()
    showToast((isUndone ? m.units_redone : m.units_undone)({ instrument }))
  }
  return (
    <InPlace part="list">
      <Section
        title={m.units_title()}
        actions={
          may && (
            <Button tone="primary" icon={GitMerge} onClick={() => setAdds(true)}>
              {m.units_add()}
            </Button>
          )
        }
      >
        <p>{m.units_text()}</p>
        {all.length === 0 && <EmptyState text={m.units_empty()} />}
        {all.length > 0 && (
          <List label={m.units_title()}>
            {all.map((one) => (
              <ReorganisationRow
                key={one.id}
                reorganisation={one}
                reference={reference}
                onUndo={may ? () => setAsked(one) : undefined}
              />
            ))}
          </List>
        )}
      </Section>
      <OpenPlaces reference={reference} may={may} />
      {asked !== undefined && (
        <ConfirmDialog
          open
          title={undoWords(asked)}
          confirmLabel={asked.isUndone ? m.units_redo() : m.units_undo()}
          onConfirm={() => void undo(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{asked.isUndone ? m.units_redoText() : m.units_undoText()}</p>
        </ConfirmDialog>
      )}
    </InPlace>
  )
}

function undoWords({ instrument, isUndone }: ListedReorganisation): string {
  return (isUndone ? m.units_redoOf : m.units_undoOf)({ instrument })
}

interface RowProps {
  readonly reorganisation: ListedReorganisation
  readonly reference: Reference
  readonly onUndo: (() => void) | undefined
}

function ReorganisationRow({ reorganisation, reference, onUndo }: RowProps) {
  const { on, instrument, changes, isUndone, personId, recordedAt } = reorganisation
  const date = (day: string) => formatDate(day, getLocale())
  return (
    <ListRow
      title={m.units_eventOf({ date: date(on), instrument })}
      text={
        <>
          {changes.map((change, index) => (
            <div key={index}>{changeWords(change, reference.units, on)}</div>
          ))}
          <div>{m.units_recordedBy({ person: personName(reference, personId), date: date(recordedAt) })}</div>
        </>
      }
    >
      {isUndone && (
        <div className="row admin-badges">
          <Badge tone="warn">{m.units_isUndone()}</Badge>
        </div>
      )}
      <div className="row">
        {onUndo !== undefined && (
          <Button onClick={onUndo} aria-label={undoWords(reorganisation)}>
            {isUndone ? m.units_redo() : m.units_undo()}
          </Button>
        )}
        <Button
          icon={FileBraces}
          onClick={() => void handOutMade(() => fileOf(reorganisation, reference.units))}
          aria-label={m.units_saveFileOf({ instrument })}
        >
          {m.units_saveFile()}
        </Button>
      </div>
    </ListRow>
  )
}

function fileOf(reorganisation: ListedReorganisation, units: Units): File {
  const { on } = reorganisation
  const text = reorganisationToFile(reorganisation, units, (change) => changeWords(change, units, on))
  return new File([text], m.units_fileName({ on }), { type: 'application/json' })
}
