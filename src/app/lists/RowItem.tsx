import { m } from '#app/messages/compiled/messages.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { ListRow } from '#app/ui/ListRow.tsx'
import type { ShownRow } from '#device/lists/listSession.ts'
import type { Choices, Sameness } from '#domain/lists/choices.ts'
import type { Proposal } from '#domain/lists/proposal.ts'
import { columnWords, faultWords, leftOutWords, noteWords, whyWords } from './listWords.ts'

interface RowItemProps {
  readonly shown: ShownRow
  readonly choices: Choices
  readonly onDecide: (row: number, sameness: Sameness) => void
}

/** One row: the firm it gives, what is odd about it, and what is to become of it. */
export function RowItem({ shown, choices, onDecide }: RowItemProps) {
  const { verdict, otherName, changes } = shown
  const number = m.lists_row({ n: verdict.row + 1 })
  switch (verdict.kind) {
    case 'leftOut':
      return <ListRow title={number} text={leftOutWords(verdict.why)} />
    case 'wrong':
      return (
        <ListRow
          title={verdict.name === '' ? number : verdict.name}
          text={verdict.name === '' ? undefined : number}
        >
          <ul className="lists-faults">
            {verdict.faults.map(({ fault, column, cell, text }) => (
              <li key={cell}>
                {m.lists_fault({ cell, column: columnWords(column), text, reason: faultWords(fault) })}
              </li>
            ))}
          </ul>
        </ListRow>
      )
    case 'again':
      return (
        <ListRow
          title={verdict.proposal.name}
          text={m.lists_again({ n: verdict.row + 1, m: verdict.earlierRow + 1 })}
        />
      )
    case 'new':
    case 'known':
    case 'likely': {
      const said =
        verdict.kind === 'likely' ? (choices.likelyByRow?.[verdict.row] ?? choices.likely) : undefined
      return (
        <ListRow
          title={verdict.proposal.name}
          text={dotted([number, codeText(verdict.proposal), verdict.proposal.fields['address']])}
        >
          <Notes proposal={verdict.proposal} />
          {verdict.kind === 'new' && otherName !== undefined && (
            <p>{m.lists_branchOf({ name: otherName })}</p>
          )}
          {verdict.kind === 'known' && <p>{m.lists_knownAs({ name: otherName ?? '—' })}</p>}
          {verdict.kind === 'likely' && (
            <>
              <p>{m.lists_likelyAs({ name: otherName ?? '—', why: whyWords(verdict.why) })}</p>
              <div className="row">
                {(['same', 'apart'] as const).map((one) => (
                  <Button key={one} aria-pressed={said === one} onClick={() => onDecide(verdict.row, one)}>
                    {one === 'same' ? m.lists_same() : m.lists_apart()}
                  </Button>
                ))}
              </div>
            </>
          )}
          {changes.length > 0 && (
            <p className="muted">
              {m.lists_sets({
                fields: changes.map(changeText).join(' · '),
              })}
            </p>
          )}
        </ListRow>
      )
    }
  }
}

const asWritten: readonly string[] = ['name', 'taxCode', 'branchSuffix', 'address', 'industry']

/** Text as the list has it; what became a code or a place here is only named. */
function changeText({ key, value }: ShownRow['changes'][number]): string {
  const label = fieldLabel(key)
  return asWritten.includes(key) ? `${label}: ${value}` : label
}

function codeText({ code }: Proposal): string | undefined {
  return code && m.firm_taxCode({ code: code.normal + (code.branchSuffix ? `-${code.branchSuffix}` : '') })
}

function Notes({ proposal }: { readonly proposal: Proposal }) {
  if (proposal.notes.length === 0) return null
  return (
    <div className="row lists-notes">
      {proposal.notes.map((note) => (
        <Badge key={note} tone="warn">
          {noteWords(note, proposal)}
        </Badge>
      ))}
    </div>
  )
}
