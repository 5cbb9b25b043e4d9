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
  readonly converts: boolean
  readonly onChoose: (choices: Choices) => void
}

/** Text in a font of before Unicode: shown before and after, converted only when somebody says so. */
export function LegacyPart({ legacy, converts, onChoose }: LegacyPartProps) {
  const name = legacy.encodings.map(encodingWords).join(', ')
  return (
    <Section title={m.lists_legacy()}>
      <Banner
        tone={converts ? 'info' : 'warn'}
        what={converts ? m.lists_legacyConverted({ name }) : m.lists_legacyFound({ name })}
        actions={
          <Button tone={converts ? 'secondary' : 'primary'} onClick={() => onChoose({ converts: !converts })}>
            {converts ? m.lists_legacyKeep() : m.lists_legacyConvert()}
          </Button>
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
