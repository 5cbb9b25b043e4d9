import './lists.css'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { problemWords } from '#app/outbox/itemWords.ts'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { usePorts } from '#app/ports.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Banner, type BannerProps } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { FileButton } from '#app/ui/FileButton.tsx'
import { InPlace } from '#app/ui/InPlace.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import type { Previewed } from '#device/lists/listSession.ts'
import type { ListSummary } from '#device/lists/listSummary.ts'
import type { Taken } from '#device/lists/takeList.ts'
import type { Choices } from '#domain/lists/choices.ts'
import { ColumnsPart } from './ColumnsPart.tsx'
import { FilePart } from './FilePart.tsx'
import { LegacyPart } from './LegacyPart.tsx'
import { countsWords, stepWords, unreadableWords } from './listWords.ts'
import { OptionsPart } from './OptionsPart.tsx'
import { RowsPart } from './RowsPart.tsx'
import { useListWork } from './useListWork.ts'

const listKinds = '.xlsx,.xls,.csv,.txt,.tsv'

/** `/admin/import`: a list of firms as an office keeps it; nothing is written before it was looked at. */
export function ImportPage() {
  const { syncSoon } = usePorts()
  const reference = useReference()
  const { run, step } = useListWork()
  const [summary, setSummary] = useState<ListSummary>()
  const [told, setTold] = useState<BannerProps>()
  const [taken, setTaken] = useState<Taken>()
  // rows are asked for anew whenever the list was judged anew
  const [judged, setJudged] = useState(0)
  const show = (previewed: Previewed) => {
    if (typeof previewed === 'string') return setTold(unreadableWords(previewed))
    setTold(undefined)
    setSummary(previewed)
    setJudged((count) => count + 1)
  }
  const fail = () => setTold({ tone: 'bad', what: m.lists_failed(), safe: m.lists_failedSafe() })
  const open = async (file: File) => {
    setTaken(undefined)
    setSummary(undefined)
    await run(async (work) =>
      show(await work.open(file.name, new Uint8Array(await file.arrayBuffer()))),
    ).catch(fail)
  }
  const choose = (choices: Choices) =>
    void run(async (work) => show(await work.choose({ ...summary?.choices, ...choices }))).catch(fail)
  const take = async () => {
    const result = await run((work) => work.take()).catch(() => undefined)
    if (result === undefined) return fail()
    if (!result.ok)
      return setTold({ tone: 'bad', what: problemWords(result.problem.code), safe: m.lists_takenSoFar() })
    setTaken(result.value)
    setSummary(undefined)
    syncSoon()
  }
  const total = (summary?.toCreate ?? 0) + (summary?.toLookAt ?? 0)
  const isUnsaid = summary?.legacy !== undefined && summary.choices.converts === undefined
  return (
    <div className="lists-screen">
      <Page>
        <PageHeader
          title={m.lists_title()}
          subtitle={summary?.fileName ?? m.lists_subtitle()}
          back={{ href: paths.adminPart('lists'), label: m.lists_part() }}
          actions={
            summary !== undefined && (
              <FileButton accept={listKinds} label={m.lists_otherFile()} onFile={(file) => void open(file)} />
            )
          }
        />
        <div role="status" className="lists-step">
          {step !== undefined && (
            <>
              <span>{stepWords(step)}</span>
              <progress value={step[1]} max={Math.max(1, step[2])} aria-label={stepWords(step)} />
            </>
          )}
        </div>
        {told !== undefined && <Banner {...told} />}
        <InPlace part={taken !== undefined ? 'taken' : summary === undefined ? 'start' : 'list'}>
          {taken !== undefined && <TakenBanner taken={taken} />}
          {summary === undefined && <Start onFile={(file) => void open(file)} />}
          {summary !== undefined && (
            <>
              <FilePart summary={summary} reference={reference} onChoose={choose} />
              {summary.legacy !== undefined && (
                <LegacyPart legacy={summary.legacy} converts={summary.choices.converts} onChoose={choose} />
              )}
              <ColumnsPart summary={summary} onChoose={choose} />
              <OptionsPart summary={summary} reference={reference} onChoose={choose} />
              <RowsPart key={judged} summary={summary} run={run} onChoose={choose} />
            </>
          )}
        </InPlace>
      </Page>
      {summary !== undefined && (
        <ActionBar
          note={
            <>
              <p>{countsWords(summary.counts)}</p>
              <p>
                {isUnsaid
                  ? m.lists_legacyUnsaid()
                  : summary.undecided > 0
                    ? m.lists_undecided({ n: summary.undecided })
                    : m.lists_nothingYet()}
              </p>
            </>
          }
        >
          <Button
            tone="primary"
            busy={step !== undefined}
            disabled={total === 0 || isUnsaid}
            onClick={() => void take()}
          >
            {m.lists_take({ firms: countWords(summary.toCreate, 'firms') })}
          </Button>
        </ActionBar>
      )}
    </div>
  )
}

function Start({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <div className="lists-start">
      <FileUp className="lists-start-icon" aria-hidden />
      <p>{m.lists_start()}</p>
      <p className="muted">{m.lists_startKinds()}</p>
      <FileButton accept={listKinds} label={m.lists_choose()} tone="primary" onFile={onFile} />
    </div>
  )
}

function TakenBanner({ taken }: { readonly taken: Taken }) {
  return (
    <Banner
      tone="info"
      what={m.lists_taken({
        firms: countWords(taken.created, 'firms'),
        changed: countWords(taken.changed, 'firms'),
      })}
      safe={m.lists_takenSafe()}
      todo={m.lists_takenTodo()}
      actions={
        <>
          <ButtonLink href={paths.firms}>{m.nav_firms()}</ButtonLink>
          <ButtonLink href={paths.adminPart('lists')}>{m.lists_part()}</ButtonLink>
        </>
      }
    />
  )
}
