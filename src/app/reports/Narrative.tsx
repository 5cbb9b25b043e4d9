import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { keepReportTexts } from '#device/reportTexts.ts'
import type { Paragraph } from '#domain/reports/report.ts'

/** What figures do not say: written by the codes at first, by people from then on, and kept at every letter. */
export function Narrative({ paragraphs }: { readonly paragraphs: readonly Paragraph[] }) {
  const device = useDevice()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [failed, setFailed] = useState(false)
  const keep = (key: string, text: string) => {
    setTyped((before) => ({ ...before, [key]: text }))
    keepReportTexts(device, { [key]: text }).then(
      () => setFailed(false),
      () => setFailed(true),
    )
  }
  return (
    <div className="stack">
      {failed && <Banner tone="bad" what={m.reports_notKept()} urgent />}
      {paragraphs.map(({ key, heading, text }) => (
        <div key={key}>
          <div className="no-print">
            <TextArea label={heading} value={typed[key] ?? text} onChange={(next) => keep(key, next)} />
          </div>
          <section className="report-paragraph">
            <h3>{heading}</h3>
            <p>{typed[key] ?? text}</p>
          </section>
        </div>
      ))}
    </div>
  )
}
