import { m } from '#app/messages/compiled/messages.js'
import { Badge } from '#app/ui/Badge.tsx'
import { Section } from '#app/ui/Section.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import type { ListSummary, SummaryColumn } from '#device/lists/listSummary.ts'
import type { Choices } from '#domain/lists/choices.ts'
import { columnKeys, isTaken, type ColumnKey } from '#domain/lists/columns.ts'
import { columnWords, shortened } from './listWords.ts'

interface ColumnsPartProps {
  readonly summary: ListSummary
  readonly onChoose: (choices: Choices) => void
}

/** What each column holds: recognised, to be said, or left aside; and which of them become part of a firm. */
export function ColumnsPart({ summary, onChoose }: ColumnsPartProps) {
  const { columns, choices } = summary
  const onlyRead = columns.filter(
    ({ key, isTaken: taken }) => key !== undefined && key !== 'ordinal' && !taken,
  )
  const asked = columns.filter(({ choices: mayBe }) => mayBe.length > 0).length
  return (
    <Section title={m.lists_columns()} note={asked > 0 ? m.lists_columnsAsked({ n: asked }) : undefined}>
      <ul className="lists-columns">
        {columns.map((column, index) => (
          <li key={index} className="lists-column">
            <ColumnField
              column={column}
              index={index}
              onChange={(key) => onChoose({ columns: { ...choices.columns, [index]: key } })}
            />
          </li>
        ))}
      </ul>
      {onlyRead.length > 0 && (
        <p className="muted">
          {m.lists_onlyRead({ columns: onlyRead.map(({ key }) => columnWords(key!)).join(', ') })}
        </p>
      )}
    </Section>
  )
}

// three of them in two lines of a phone
const longest = 24

function ColumnField(props: {
  readonly column: SummaryColumn
  readonly index: number
  readonly onChange: (key: ColumnKey | 'aside') => void
}) {
  const { column, index, onChange } = props
  const { heading, key, choices, samples } = column
  const order = [...choices, ...columnKeys.filter((one) => !choices.includes(one))]
  return (
    <>
      <SelectField<ColumnKey | 'aside'>
        label={heading === '' ? m.lists_columnNumber({ n: index + 1 }) : heading}
        hint={samples.map((text) => shortened(text, longest)).join(' · ') || m.lists_columnEmpty()}
        warning={choices.length > 0 ? m.lists_columnAsk() : undefined}
        options={[
          { value: 'aside', label: choices.length > 0 ? m.lists_columnSay() : m.lists_columnAside() },
          ...order.map((value) => ({ value, label: columnWords(value) })),
        ]}
        value={key ?? 'aside'}
        onChange={onChange}
      />
      {key !== undefined && key !== 'ordinal' && (
        <div className="row">
          <Badge tone={isTaken(key) ? 'accent' : 'neutral'}>
            {isTaken(key) ? m.lists_columnTaken() : m.lists_columnRead()}
          </Badge>
        </div>
      )}
    </>
  )
}
