import './reports.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { NoFirms } from '#app/firms/NoFirms.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { readReportTexts } from '#device/reportTexts.ts'
import { readTargets } from '#device/targets.ts'
import { reportIds, type ReportId } from '#domain/reports/report.ts'
import { periodKey, type Period } from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { issuerOf } from './issuer.ts'
import { PeriodChoice } from './PeriodChoice.tsx'
import { numberWords } from './reportInput.ts'
import { ReportPaper } from './ReportPaper.tsx'
import { useReportSource } from './useReportSource.ts'
import { mayMask, reportTitle, writeReport } from './writeReport.ts'

/** `/reports/:reportId?`: R1 to R9 for a period, from approved visits alone. */
export function ReportsPage({ reportId }: { readonly reportId: string | undefined }) {
  const device = useDevice()
  const [, goTo] = useLocation()
  const today = vietnamDay(device.now())
  const id = reportIds.find((one) => one === reportId) ?? 'R1'
  const [period, setPeriod] = useState<Period>(() => yearOf(today))
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
  const texts = useLiveQuery(() => readReportTexts(device), [device])
  const { from } = period
  const to = period.to < today ? period.to : today
  const { source, firmsRead, hasFailed } = useReportSource({ from, to })
  const isOfPeriod = source?.period.from === from && source.period.to === to
  const isRead = reference !== undefined && targets !== undefined && texts !== undefined
  return (
    <>
      <p role="status" className="muted report-reading no-print">
        {firmsRead === undefined ? '' : m.reports_reading({ n: numberWords(firmsRead) })}
      </p>
      {hasFailed && <Banner tone="bad" what={m.reports_notRead()} urgent />}
      {source?.firms.length === 0 && firmsRead === undefined && <NoFirms />}
      {isOfPeriod && isRead && source.firms.length > 0 && (
        <OnceReceived>
          <ReportPaper
            key={`${id} ${periodKey(period)}`}
            report={writeReport(id, { period, source, reference, targets, texts, isMasked })}
            source={source}
            issuer={issuerOf(texts, reference.unit?.name ?? device.identity.unitName)}
            today={today}
          />
        </OnceReceived>
      )}
    </>
  )
}

function yearOf(day: string): Period {
  const year = day.slice(0, 4)
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}
