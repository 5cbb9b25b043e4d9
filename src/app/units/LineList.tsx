import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Badge } from '#app/ui/Badge.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import type { ReadLine } from '#domain/reorganisationText.ts'
import type { Units } from '#domain/units.ts'
import { changeWords, lineProblemWords } from './changeWords.ts'

interface LineListProps {
  readonly lines: readonly ReadLine[]
  /** With the changes in force. */
  readonly units: Units
  readonly on: string
}

/** What each line means, or why it can't be read. */
export function LineList({ lines, units, on }: LineListProps) {
  if (lines.length === 0) return null
  return (
    <List label={m.units_meaning()}>
      {lines.map((line) => (
        <ListRow
          key={line.line}
          title={
            'change' in line ? changeWords(line.change, units, on) : lineProblemWords(line.wrong, line.about)
          }
          text={m.units_lineOf({ n: formatNumber(line.line, getLocale()), text: line.text })}
          end={
            'change' in line ? (
              <Badge tone="good">{m.units_lineGood()}</Badge>
            ) : (
              <Badge tone="bad">{m.units_lineBad()}</Badge>
            )
          }
        />
      ))}
    </List>
  )
}
