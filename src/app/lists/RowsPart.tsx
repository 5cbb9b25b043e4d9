import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { List } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { Section } from '#app/ui/Section.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import type { ShownRow } from '#device/lists/listSession.ts'
import type { ListSummary } from '#device/lists/listSummary.ts'
import { verdictKinds, type VerdictKind } from '#domain/lists/verdict.ts'
import type { Choices } from '#domain/lists/choices.ts'
import { countWordsOf, verdictWords } from './listWords.ts'
import { RowItem } from './RowItem.tsx'
import type { useListWork } from './useListWork.ts'

interface RowsPartProps {
  readonly summary: ListSummary
  readonly run: ReturnType<typeof useListWork>['run']
  readonly onChoose: (choices: Choices) => void
}

const rowsAtOnce = 30
let lastKind: VerdictKind | undefined

/** Every row with its verdict, kind by kind; what is wrong comes with its cell and the reason. */
export function RowsPart({ summary, run, onChoose }: RowsPartProps) {
  const { counts, choices } = summary
  const kinds = verdictKinds.filter((kind) => counts[kind] > 0)
  const first = kinds.find((kind) => kind === lastKind) ?? kinds[0] ?? 'new'
  const [kind, setKind] = useState<VerdictKind>(first)
  const [wanted, setWanted] = useState(rowsAtOnce)
  const [rows, setRows] = useState<readonly ShownRow[]>([])
  useEffect(() => {
    let isGone = false
    lastKind = kind
    void run(async (work) => {
      const found = await work.rows(kind, 0, wanted)
      if (!isGone) setRows(found)
    }).catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [kind, wanted, run])
  const decide = (row: number, sameness: 'same' | 'apart') =>
    onChoose({ likelyByRow: { ...choices.likelyByRow, [row]: sameness } })
  return (
    <Section title={m.lists_rows()}>
      <Segmented<VerdictKind>
        label={m.lists_verdicts()}
        labelHidden
        layout="tabs"
        options={kinds.map((value) => ({
          value,
          label: countWordsOf(value, counts[value]),
        }))}
        value={kind}
        onChange={(value) => {
          setWanted(rowsAtOnce)
          setKind(value)
        }}
      />
      {kind === 'likely' && (
        <Banner
          tone="warn"
          what={m.lists_likelyWhat()}
          actions={
            <>
              <Button onClick={() => onChoose({ likely: 'same', likelyByRow: {} })}>
                {m.lists_allSame()}
              </Button>
              <Button onClick={() => onChoose({ likely: 'apart', likelyByRow: {} })}>
                {m.lists_allApart()}
              </Button>
            </>
          }
        />
      )}
      <List label={verdictWords(kind)}>
        {rows.map((row) => (
          <RowItem key={row.verdict.row} shown={row} choices={choices} onDecide={decide} />
        ))}
      </List>
      {rows.length < counts[kind] && rows.length >= wanted && (
        <MoreButton label={m.lists_more()} onMore={() => setWanted((count) => count + rowsAtOnce)} />
      )}
    </Section>
  )
}
