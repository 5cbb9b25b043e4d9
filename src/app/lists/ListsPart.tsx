import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDateTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readImports, type Import } from '#device/lists/imports.ts'
import { personName, type Reference } from '#device/people.ts'
import { UndoSheet } from './UndoSheet.tsx'

interface ListsPartProps {
  readonly reference: Reference
  readonly may: boolean
}

/** Lists of firms that were taken in: which file, when, by whom, how many; each may be taken back. */
export function ListsPart({ reference, may }: ListsPartProps) {
  const device = useDevice()
  const imports = useLiveQuery(() => readImports(device), [device])
  const [undoing, setUndoing] = useState<Import>()
  return (
    <Section
      title={m.lists_done()}
      actions={may && <ButtonLink href={paths.importList}>{m.lists_title()}</ButtonLink>}
    >
      {imports?.length === 0 && (
        <OnceReceived>
          <EmptyState text={m.lists_none()} />
        </OnceReceived>
      )}
      {imports !== undefined && imports.length > 0 && (
        <List label={m.lists_done()}>
          {imports.map((one) => (
            <ListRow
              key={one.importId}
              title={one.fileName}
              text={dotted([
                formatDateTime(new Date(one.at), getLocale()),
                personName(reference, one.personId),
                countWords(one.rowsTaken, 'firms'),
                m.lists_rowsLeft({ n: one.rowsLeft }),
              ])}
              end={
                may &&
                one.state === 'taken' && (
                  <Button aria-label={m.lists_undoOf({ name: one.fileName })} onClick={() => setUndoing(one)}>
                    {m.lists_undo()}
                  </Button>
                )
              }
            >
              {one.state === 'undone' && (
                <div className="row">
                  <Badge>{m.lists_undone()}</Badge>
                </div>
              )}
            </ListRow>
          ))}
        </List>
      )}
      {undoing !== undefined && <UndoSheet list={undoing} onClose={() => setUndoing(undefined)} />}
    </Section>
  )
}
