import './reports.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { NoFirms } from '#app/firms/NoFirms.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { FirmsBehind, type Behind } from '#app/overview/FirmsBehind.tsx'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { readTargets } from '#device/targets.ts'
import { reportIds, type Report, type ReportId } from '#domain/reports/report.ts'
import type { Period } from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { PeriodChoice } from './PeriodChoice.tsx'
import { numberWords } from './reportInput.ts'
import { ReportFiles } from './ReportFiles.tsx'
import { ReportTable } from './ReportTable.tsx'
import { useReportSource } from './useReportSource.ts'
import { mayMask, reportTitle, writeReport } from './writeReport.ts'

/** `/reports/:reportId?`: R1 to R9 for a period, from approved visits alone. */
export function ReportsPage({ reportId }: { readonly reportId: string | undefined }) {
  const device = useDevice()
  const [, goTo] = useLocation()
  const today = vietnamDay(device.now())
  const id = reportIds.find((one) => one === reportId) ?? 'R1'
  const [period, setPeriod] = useState<Period>(() => ({ from: `${today.slice(0, 4)}-01-01`, to: today }))
  const [isMasked, setMasked] = useState(false)
  const isGood = period.from <= period.to && period.from <= today
  return (
    <Page>
      <PageHeader title={m.nav_reports()} />
      <div className="report-choice no-print">
        <SelectField<ReportId>
          label={m.reports_which()}
          options={reportIds.map((one) => ({
            value: one,
            label: m.reports_name({ id: one, title: reportTitle(one) }),
          }))}
          value={id}
          onChange={(next) => goTo(paths.report(next), { replace: true })}
        />
        <PeriodChoice period={period} today={today} onChange={setPeriod} />
        <Toggle
          label={m.reports_mask()}
          hint={mayMask(id) ? m.reports_maskHint() : m.reports_maskNotHere()}
          disabled={!mayMask(id)}
          checked={isMasked && mayMask(id)}
          onChange={setMasked}
        />
      </div>
      {isGood && <Shown id={id} period={period} today={today} isMasked={isMasked} />}
    </Page>
  )
}

interface ShownProps {
  readonly id: ReportId
  readonly period: Period
  readonly today: string
  readonly isMasked: boolean
}

function Shown({ id, period, today, isMasked }: ShownProps) {
  const device = useDevice()
  const reference = useReference()
  const targets = useLiveQuery(() => readTargets(device), [device])
  const { from, to } = period
  const { source, firmsRead, hasFailed } = useReportSource({ from, to: to < today ? to : today })
  const isOf = source?.period.from === from && source.period.to === (to < today ? to : today)
  return (
    <>
      <p role="status" className="muted report-reading no-print">
        {firmsRead === undefined ? '' : m.reports_reading({ n: numberWords(firmsRead) })}
      </p>
      {hasFailed && <Banner tone="bad" what={m.reports_notRead()} urgent />}
      {source?.firms.length === 0 && firmsRead === undefined && <NoFirms />}
      {source !== undefined &&
        isOf &&
        source.firms.length > 0 &&
        reference !== undefined &&
        targets !== undefined && (
          <OnceReceived>
            <ReportSheet
              key={id}
              report={writeReport(id, { period, source, reference, targets }, isMasked)}
              period={source.period}
              unitName={reference.unit?.name ?? device.identity.unitName}
              names={new Map(source.firms.map((firm) => [firm.id, firm.name]))}
            />
          </OnceReceived>
        )}
    </>
  )
}

interface ReportSheetProps {
  readonly report: Report
  readonly period: Period
  readonly unitName: string
  readonly names: ReadonlyMap<string, string>
}

/** One report, as it is printed. */
function ReportSheet({ report, period, unitName, names }: ReportSheetProps) {
  const [behind, setBehind] = useState<Behind>()
  const [isWhole, setWhole] = useState(false)
  const printAll = () => {
    setWhole(true)
    requestAnimationFrame(() => print())
  }
  return (
    <article className="report" aria-labelledby="report-title">
      <div className="report-head">
        <h2 id="report-title">{report.title}</h2>
        {report.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="row no-print">
        <Button tone="primary" icon={Printer} onClick={printAll}>
          {m.reports_print()}
        </Button>
        <ReportFiles report={report} period={period} frame={{ above: [unitName], below: [] }} />
      </div>
      {report.rows.length === 0 ? (
        <p>{m.reports_noRows()}</p>
      ) : (
        <ReportTable report={report} isWhole={isWhole} onOpen={setBehind} />
      )}
      {report.notes.map((note) => (
        <p key={note} className="muted small">
          {note}
        </p>
      ))}
      {behind !== undefined && <FirmsBehind {...behind} names={names} onClose={() => setBehind(undefined)} />}
    </article>
  )
}
