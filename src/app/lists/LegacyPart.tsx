import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { ListSummary } from '#device/lists/listSummary.ts'
import type { Choices } from '#domain/lists/choices.ts'
import { encodingWords } from './listWords.ts'

interface LegacyPartProps {
  readonly legacy: NonNullable<ListSummary['legacy']>
  /** Undefined before anybody has said. */
  readonly converts: boolean | undefined
  readonly onChoose: (choices: Choices) => void
}

/** Text in a font of before Unicode: shown before and after, converted only when somebody says so. */
export function LegacyPart({ legacy, converts, onChoose }: LegacyPartProps) {
  const name = legacy.encodings.map(encodingWords).join(', ')
  return (
    <Section title={m.lists_legacy()}>
      <Banner
        tone={converts === undefined ? 'warn' : 'info'}
        what={foundWords[String(converts) as keyof typeof foundWords]({ name })}
        actions={
          <>
            {converts !== true && (
              <Button
                tone={converts === undefined ? 'primary' : 'secondary'}
                onClick={() => onChoose({ converts: true })}
              >
                {m.lists_legacyConvert()}
              </Button>
            )}
            {converts !== false && (
              <Button onClick={() => onChoose({ converts: false })}>{m.lists_legacyKeep()}</Button>
            )}
          </>
        }
      />
      <DataTable
        caption={m.lists_legacy()}
        captionHidden
        rowKey={({ before }) => before}
        rows={legacy.samples}
        columns={[
          { key: 'before', header: m.lists_before(), cell: ({ before }) => before },
          { key: 'after', header: m.lists_after(), cell: ({ after }) => after },
        ]}
      />
    </Section>
  )
}

const foundWords = {
  undefined: m.lists_legacyFound,
  true: m.lists_legacyConverted,
  false: m.lists_legacyKept,
}
