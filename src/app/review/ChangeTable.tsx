import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { DataTable, type Column } from '#app/ui/DataTable.tsx'
import { DefinitionList } from '#app/ui/DefinitionList.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatChange, formatDate, formatDayMonth, formatNumber } from '#app/ui/format.ts'
import type { Answer, Answers } from '#domain/answers.ts'
import type { Comparison } from '#domain/compareVisits.ts'
import type { Fact, Facts } from '#domain/facts.ts'
import { statedBy } from '#domain/facts/statements.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { ReviewFlag } from '#domain/reviewFlags.ts'
import type { VisitRevision } from '#domain/visit.ts'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { flaggedFields } from './flagWords.ts'
import { answerWords, saidWords, valueWords, type Around } from './valueWords.ts'

interface ChangeTableProps {
  /** What is known without this visit. */
  readonly before: Facts
  readonly comparison: Comparison
  readonly flags: readonly ReviewFlag[]
  readonly revision: VisitRevision
  readonly around: Around
}

interface Row {
  readonly key: FieldKey
  readonly before: Fact | undefined
  readonly now: Answer
  readonly flagged: boolean
}

/** Before → now for every value that differs, then what stayed as it was. */
export function ChangeTable({ before, comparison, flags, revision, around }: ChangeTableProps) {
  const flagged = flaggedFields(flags)
  const answers = revision.body.answers as Answers
  const changed = comparison.changed.map(({ key, now }) => ({
    key,
    before: before[key],
    now,
    flagged: flagged.has(key),
  }))
  const notSaid = comparison.notSaid.map((key) => ({
    key,
    before: before[key],
    now: answers[key]!,
    flagged: flagged.has(key),
  }))
  const rows: readonly Row[] = [...changed, ...notSaid]
  const { unchanged } = comparison
  if (rows.length === 0 && unchanged.length === 0) return <EmptyState text={m.detail_noFacts()} />
  return (
    <div className="stack">
      <DataTable
        caption={captionOf(before, revision)}
        columns={columnsOf({ rows, revision, around })}
        rows={rows}
        rowKey={({ key }) => key}
        isMarked={(row) => row.flagged}
        empty={<p className="muted">{m.detail_noChange()}</p>}
      />
      {unchanged.length > 0 && <Unchanged keys={unchanged} facts={before} around={around} />}
    </div>
  )
}

function columnsOf(shown: {
  readonly rows: readonly Row[]
  readonly revision: VisitRevision
  readonly around: Around
}): readonly [Column<Row>, ...Column<Row>[]] {
  const { rows, revision, around } = shown
  const { unitKind } = around
  const on = revision.body.occurredAt.slice(0, 10)
  const saidBy = statedBy(revision.body.answers as Answers) ?? 'surveyor'
  const knewAny = rows.some((row) => row.before !== undefined)
  const name: Column<Row> = {
    key: 'name',
    header: m.detail_value(),
    cell: (row) => <RowName row={row} around={around} />,
  }
  const now: Column<Row> = {
    key: 'now',
    header: m.detail_now(),
    align: 'end',
    cell: ({ key, now: answer, before }) => (
      <Said
        words={answerWords(key, answer, around)}
        strong
        meta={
          answer.kind === 'value'
            ? saidWords(answer.source ?? saidBy, answer.asOf ?? on, unitKind)
            : before !== undefined && answer.kind === 'unknown'
              ? m.detail_keeps({ value: valueWords(key, before.value, around), date: dayWords(before.on) })
              : undefined
        }
      />
    ),
  }
  if (!knewAny) return [name, now]
  const before: Column<Row> = {
    key: 'before',
    header: m.detail_before(),
    align: 'end',
    cell: ({ key, before: fact }) =>
      fact === undefined ? (
        '—'
      ) : (
        <Said
          words={valueWords(key, fact.value, around, fact.precision)}
          meta={saidWords(fact.saidBy, fact.on, unitKind)}
        />
      ),
  }
  const difference: Column<Row> = {
    key: 'difference',
    header: m.detail_difference(),
    align: 'end',
    cell: (row) => differenceWords(row),
  }
  return [name, before, now, difference]
}

function RowName({ row, around }: { readonly row: Row; readonly around: Around }) {
  return (
    <span className="change-name">
      {row.flagged && <TriangleAlert className="change-flag" aria-label={m.detail_flagged()} />}
      {fieldLabel(row.key, around.unitKind)}
    </span>
  )
}

interface SaidProps {
  readonly words: string
  readonly meta: string | undefined
  readonly strong?: boolean
}

function Said({ words, meta, strong }: SaidProps) {
  return (
    <div>
      <div className={strong ? 'change-now' : undefined}>{words}</div>
      {meta !== undefined && <div className="muted small">{meta}</div>}
    </div>
  )
}

function Unchanged({
  keys,
  facts,
  around,
}: {
  readonly keys: readonly FieldKey[]
  readonly facts: Facts
  readonly around: Around
}) {
  const [open, setOpen] = useState(false)
  const known = keys.flatMap((key) => {
    const fact = facts[key]
    return fact === undefined ? [] : [{ key, fact }]
  })
  return (
    <section className="card unchanged">
      <div className="unchanged-line">
        <span>{m.review_unchanged({ n: formatNumber(keys.length, getLocale()) })}</span>
        {known.length > 0 && (
          <Button tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? m.detail_hideAll() : m.review_showAll()}
          </Button>
        )}
      </div>
      {open && (
        <DefinitionList
          items={known.map(({ key, fact }) => ({
            label: fieldLabel(key, around.unitKind),
            value: valueWords(key, fact.value, around, fact.precision),
            meta: saidWords(fact.saidBy, fact.on, around.unitKind),
          }))}
        />
      )}
    </section>
  )
}

/** «Lần trước 14/05 → Lần này 12/11» */
function captionOf(facts: Facts, { body }: VisitRevision): string {
  const last = Object.values(facts)
    .map(({ on }) => on)
    .toSorted()
    .at(-1)
  const now = body.occurredAt.slice(0, 10)
  if (last === undefined) return m.detail_firstVisit({ date: dayWords(now) })
  const short = (day: string) =>
    day.slice(0, 4) === now.slice(0, 4) ? formatDayMonth(day, getLocale()) : dayWords(day)
  return m.review_beforeNow({ before: short(last), now: short(now) })
}

function dayWords(day: string): string {
  return formatDate(day, getLocale())
}

/** `+62%` where there are many, `+2` where there are few. */
function differenceWords({ before, now }: Row): string {
  const from = before?.value
  const to = now.kind === 'value' ? now.value : undefined
  if (typeof from !== 'number' || typeof to !== 'number' || from === to) return ''
  return from >= 20
    ? formatChange(Math.round(((to - from) * 100) / from) / 100, getLocale(), 'percent')
    : formatChange(to - from, getLocale())
}
