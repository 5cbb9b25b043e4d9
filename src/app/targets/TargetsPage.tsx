import './targets.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Lock, LockOpen, Plus, Target as TargetIcon } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useReference } from '#app/firms/useReference.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { formatDate } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { personName, type Reference } from '#device/people.ts'
import { closePeriod, readTargets, type ClosedPeriod, type Targets } from '#device/targets.ts'
import { isAllowed } from '#domain/access.ts'
import {
  currentPeriod,
  hasTargetOn,
  periodKey,
  periodsOf,
  progressIn,
  type Indicator,
  type Outcome,
  type Period,
  type Progress,
} from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { indicatorWords, periodWords } from './indicatorWords.ts'
import { OutcomeList } from './OutcomeList.tsx'
import { OutcomeSheet } from './OutcomeSheet.tsx'
import { ProgressTable } from './ProgressTable.tsx'
import { TargetSheet } from './TargetSheet.tsx'

/** `/targets`: what was to be reached, what was, and the decisions behind each figure. */
export function TargetsPage() {
  const device = useDevice()
  const reference = useReference()
  const all = useLiveQuery(() => readTargets(device), [device])
  return (
    <Page>
      {all === undefined || reference === undefined ? (
        <PageHeader title={m.nav_targets()} />
      ) : (
        <OnceReceived>
          <Shown all={all} reference={reference} />
        </OnceReceived>
      )}
    </Page>
  )
}

type Open =
  | { readonly what: 'outcome'; readonly outcome?: Outcome; readonly indicator: Indicator }
  | { readonly what: 'target' }
  | { readonly what: 'list'; readonly indicator: Indicator }
  | { readonly what: 'close' }

interface ShownProps {
  readonly all: Targets
  readonly reference: Reference
}

function Shown({ all, reference }: ShownProps) {
  const device = useDevice()
  const today = vietnamDay(device.now())
  const person = reference.people.get(device.identity.personId)
  const may = person !== undefined && isAllowed(person, 'outcome.record', today)
  const periods = periodsOf(all.targets, today)
  const [chosen, setChosen] = useState<Period>()
  const period = chosen ?? currentPeriod(periods, today)!
  const closed = all.closed.get(periodKey(period))
  const live = progressIn(period, today, all)
  const rows = closed?.progress ?? live
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHeader
        title={m.nav_targets()}
        subtitle={subtitleOf(closed, today)}
        actions={
          may && (
            <Button
              icon={Plus}
              tone="primary"
              onClick={() => setOpen({ what: 'outcome', indicator: 'cellsEstablished' })}
            >
              {m.targets_record()}
            </Button>
          )
        }
      />
      <div className="targets-choice">
        <SelectField
          label={m.targets_period()}
          options={periods.map((one) => ({ value: periodKey(one), label: periodWords(one) }))}
          value={periodKey(period)}
          onChange={(key) => setChosen(periods.find((one) => periodKey(one) === key))}
        />
        {may && (
          <div className="row">
            <Button icon={TargetIcon} onClick={() => setOpen({ what: 'target' })}>
              {m.targets_setTitle()}
            </Button>
            <Button icon={closed === undefined ? Lock : LockOpen} onClick={() => setOpen({ what: 'close' })}>
              {closed === undefined ? m.targets_close() : m.targets_reopen()}
            </Button>
          </div>
        )}
      </div>
      {!hasTargetOn(all.targets, today) && (
        <Banner
          tone="info"
          what={m.targets_noneNow({ date: formatDate(today, getLocale()) })}
          actions={may && <Button onClick={() => setOpen({ what: 'target' })}>{m.targets_setTitle()}</Button>}
        />
      )}
      {closed !== undefined && <ClosedNote closed={closed} live={live} reference={reference} />}
      <ProgressTable
        caption={periodWords(period)}
        rows={rows}
        onOpen={(indicator) => setOpen({ what: 'list', indicator })}
      />
      <p className="muted small">{m.targets_note()}</p>
      {open?.what === 'outcome' && (
        <OutcomeSheet {...open} outcome={open.outcome} reference={reference} onClose={close} />
      )}
      {open?.what === 'target' && (
        <TargetSheet
          period={period}
          targets={all.targets}
          onClose={close}
          onSet={(set) => {
            setChosen(set)
            close()
          }}
        />
      )}
      {open?.what === 'list' && (
        <OutcomeList
          title={m.targets_listTitle({
            indicator: indicatorWords(open.indicator),
            period: periodWords(period),
          })}
          outcomes={behind(rows, open.indicator, all.outcomes)}
          mayChange={may && closed === undefined}
          onCorrect={(outcome) => setOpen({ what: 'outcome', outcome, indicator: outcome.indicator })}
          onClose={close}
        />
      )}
      <CloseDialog
        open={open?.what === 'close'}
        period={period}
        isClosed={closed !== undefined}
        onClose={close}
      />
    </>
  )
}

function subtitleOf(closed: ClosedPeriod | undefined, today: string): string {
  return m.targets_asOf({ date: formatDate(closed?.on ?? today, getLocale()) })
}

function behind(rows: readonly Progress[], indicator: Indicator, outcomes: readonly Outcome[]): Outcome[] {
  const ids = rows.find((row) => row.indicator === indicator)?.outcomeIds ?? []
  return ids.flatMap((id) => outcomes.find((outcome) => outcome.id === id) ?? [])
}

interface ClosedNoteProps {
  readonly closed: ClosedPeriod
  readonly live: readonly Progress[]
  readonly reference: Reference
}

/** What was reported stays; what has changed since stands beside it. */
function ClosedNote({ closed, live, reference }: ClosedNoteProps) {
  const others = live.filter(
    ({ indicator, achieved }) =>
      closed.progress.find((row) => row.indicator === indicator)?.achieved !== achieved,
  )
  const who = { date: formatDate(closed.on, getLocale()), person: personName(reference, closed.personId) }
  if (others.length === 0) return <Banner tone="info" what={m.targets_closed(who)} />
  const differing = others.map(({ indicator, achieved }) =>
    m.targets_nowCounts({ indicator: indicatorWords(indicator), n: String(achieved) }),
  )
  return (
    <Banner
      tone="warn"
      what={m.targets_closed(who)}
      safe={m.targets_sinceThen({ differing: differing.join('; ') })}
    />
  )
}

interface CloseDialogProps {
  readonly open: boolean
  readonly period: Period
  readonly isClosed: boolean
  readonly onClose: () => void
}

function CloseDialog({ open, period, isClosed, onClose }: CloseDialogProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const turn = async () => {
    onClose()
    const done = await closePeriod(device, period, !isClosed)
    if (done.ok) syncSoon()
    const words = { period: periodWords(period) }
    if (!done.ok) showToast(m.targets_notSaved())
    else showToast(isClosed ? m.targets_reopened(words) : m.targets_closedDone(words))
  }
  return (
    <ConfirmDialog
      open={open}
      title={isClosed ? m.targets_reopen() : m.targets_close()}
      confirmLabel={isClosed ? m.targets_reopen() : m.targets_close()}
      onConfirm={() => void turn()}
      onClose={onClose}
    >
      <p>
        {isClosed
          ? m.targets_reopenWhat({ period: periodWords(period) })
          : m.targets_closeWhat({ period: periodWords(period) })}
      </p>
    </ConfirmDialog>
  )
}
