import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Banner } from '#app/ui/Banner.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import type { ListSummary } from '#device/lists/listSummary.ts'
import { personName, type Reference } from '#device/people.ts'
import type { Choices } from '#domain/lists/choices.ts'
import { separators, type Separator } from '#domain/lists/separators.ts'
import { textEncodings, type TextEncoding } from '#domain/lists/textEncoding.ts'
import { encodingWords, separatorWords, shortened } from './listWords.ts'

interface FilePartProps {
  readonly summary: ListSummary
  readonly reference: Reference | undefined
  readonly onChoose: (choices: Choices) => void
}

/** How the file was read, in words, each changeable by hand. */
export function FilePart({ summary, reference, onChoose }: FilePartProps) {
  const { sheets, sheet, text, earlier, firstRows, headingRow, headingRows } = summary
  const heading = headingRows === 0 ? 'none' : `${headingRow} ${headingRows}`
  const rows = firstRows.slice(0, 10).flatMap((row, index) => (row === '' ? [] : [{ row, index }]))
  const headings = rows.flatMap(({ row, index }) => [
    { value: `${index} 1`, label: m.lists_headingOne({ row: index + 1, text: shortened(row, longest) }) },
    {
      value: `${index} 2`,
      label: m.lists_headingTwo({ row: index + 1, next: index + 2, text: shortened(row, longest) }),
    },
  ])
  return (
    <Section title={m.lists_file()}>
      {earlier !== undefined && (
        <Banner
          tone="info"
          what={m.lists_earlier({
            time: formatDateTime(new Date(earlier.at), getLocale()),
            person: reference === undefined ? '—' : personName(reference, earlier.personId),
          })}
          safe={m.lists_earlierSafe()}
        />
      )}
      <div className="lists-fields">
        {sheets.length > 1 && (
          <SelectField
            label={m.lists_sheet()}
            options={sheets.map((name, index) => ({ value: String(index), label: name }))}
            value={String(sheet)}
            onChange={(value) =>
              onChoose({
                sheet: Number(value),
                headingRow: undefined,
                headingRows: undefined,
                columns: undefined,
              })
            }
          />
        )}
        {text !== undefined && (
          <>
            <SelectField<TextEncoding>
              label={m.lists_encoding()}
              options={textEncodings.map((value) => ({ value, label: encodingWords(value) }))}
              value={text.encoding}
              onChange={(encoding) => onChoose({ encoding })}
            />
            <SelectField<Separator>
              label={m.lists_separator()}
              options={separators.map((value) => ({ value, label: separatorWords(value) }))}
              value={text.separator}
              onChange={(separator) => onChoose({ separator, columns: undefined })}
            />
          </>
        )}
        <SelectField
          label={m.lists_heading()}
          options={[...headings, { value: 'none', label: m.lists_headingNone() }]}
          value={heading}
          onChange={(value) => {
            const [row = 0, count = 0] = value === 'none' ? [] : value.split(' ').map(Number)
            onChoose({ headingRow: row, headingRows: count, columns: undefined })
          }}
        />
      </div>
    </Section>
  )
}

const longest = 60
