import { PenLine, Printer } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { m } from '#app/messages/compiled/messages.js'
import { FirmsBehind, type Behind } from '#app/overview/FirmsBehind.tsx'
import { Button } from '#app/ui/Button.tsx'
import type { ReportSource } from '#device/reportFirms.ts'
import type { Report } from '#domain/reports/report.ts'
import { frameOf, mottoLines, placeAndDate, type Issuer } from './issuer.ts'
import { IssuerSheet } from './IssuerSheet.tsx'
import { Narrative } from './Narrative.tsx'
import { ReportFiles } from './ReportFiles.tsx'
import { ReportTable } from './ReportTable.tsx'

interface ReportPaperProps {
  readonly report: Report
  readonly source: ReportSource
  readonly issuer: Issuer
  readonly today: string
}

/** One report as it is printed, with what can be done with it. */
export function ReportPaper({ report, source, issuer, today }: ReportPaperProps) {
  const [behind, setBehind] = useState<Behind>()
  const [isWriting, setWriting] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const printAll = () => {
    // paper takes every row: they are drawn before it is asked for
    flushSync(() => setWhole(true))
    print()
    setWhole(false)
  }
  return (
    <article className="report" aria-labelledby="report-title">
      <div className="row report-actions no-print">
        <Button icon={PenLine} tone="quiet" onClick={() => setWriting(true)}>
          {m.reports_issuer()}
        </Button>
        <ReportFiles report={report} period={source.period} frame={frameOf(issuer, today)} />
        <Button tone="primary" icon={Printer} onClick={printAll}>
          {m.reports_print()}
        </Button>
      </div>
      <IssuerHead issuer={issuer} today={today} />
      <div className="report-head">
        <h2 id="report-title">{report.title}</h2>
        {report.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
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
      {report.narrative !== undefined && <Narrative paragraphs={report.narrative} />}
      <div className="report-signature">
        <strong>{issuer.signer}</strong>
        <span>{issuer.signerName}</span>
      </div>
      {isWriting && <IssuerSheet issuer={issuer} onClose={() => setWriting(false)} />}
      {behind !== undefined && (
        <FirmsBehind
          {...behind}
          names={new Map(source.firms.map(({ id, name }) => [id, name]))}
          onClose={() => setBehind(undefined)}
        />
      )}
    </article>
  )
}

/** On paper alone: the office at the left, the motto and the day at the right. */
function IssuerHead({ issuer, today }: Pick<ReportPaperProps, 'issuer' | 'today'>) {
  return (
    <div className="report-issuer">
      <div>
        {issuer.parent !== '' && <span>{issuer.parent}</span>}
        <strong>{issuer.name}</strong>
        {issuer.number !== '' && <span>{issuer.number}</span>}
      </div>
      <div>
        {mottoLines(issuer).map((line) => (
          <strong key={line}>{line}</strong>
        ))}
        <em>{placeAndDate(issuer, today)}</em>
      </div>
    </div>
  )
}
