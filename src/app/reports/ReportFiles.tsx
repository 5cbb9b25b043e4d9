import { FileSpreadsheet, FileText } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { handOutMade } from '#app/ui/handOut.ts'
import type { Report } from '#domain/reports/report.ts'
import type { Period } from '#domain/targets.ts'
import { makeWorkbook } from './makeWorkbook.ts'
import { reportCsv } from './reportCsv.ts'
import { reportSheet, type Frame } from './reportSheet.ts'

interface ReportFilesProps {
  readonly report: Report
  readonly period: Period
  readonly frame: Frame
}

/** The same report as a workbook or as CSV, made on this device. */
export function ReportFiles({ report, period: { from, to }, frame }: ReportFilesProps) {
  const [making, setMaking] = useState<'xlsx' | 'csv'>()
  const hand = async (ending: 'xlsx' | 'csv') => {
    setMaking(ending)
    const name = `nhip-cau-${report.id}-${from}-${to}.${ending}`
    await handOutMade(async () => {
      const content =
        ending === 'csv'
          ? new Blob([reportCsv(report)], { type: 'text/csv;charset=utf-8' })
          : await makeWorkbook(reportSheet(report, frame))
      return new File([content], name, { type: content.type })
    })
    setMaking(undefined)
  }
  return (
    <>
      <Button icon={FileSpreadsheet} busy={making === 'xlsx'} onClick={() => void hand('xlsx')}>
        {m.reports_excel()}
      </Button>
      <Button icon={FileText} busy={making === 'csv'} onClick={() => void hand('csv')}>
        {m.reports_csv()}
      </Button>
    </>
  )
}
