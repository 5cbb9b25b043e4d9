import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { FirmsBehind, FirmsFigure, type Behind } from '#app/overview/FirmsBehind.tsx'
import { useDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { previewRuleSet, type Preview, type TrackChange } from '#device/ruleSetPreview.ts'
import type { RuleSet } from '#domain/ruleSet.ts'

interface RuleSetPreviewProps {
  readonly base: RuleSet
  readonly next: RuleSet
  readonly onPublish: () => void
}

/** Which firms go another way, by way; every number opens its firms. Then it may be published. */
export function RuleSetPreview({ base, next, onPublish }: RuleSetPreviewProps) {
  const device = useDevice()
  const [progress, setProgress] = useState({ done: 0, all: 0 })
  const [preview, setPreview] = useState<Preview | 'failed'>()
  const [behind, setBehind] = useState<Behind>()
  const [asked] = useState({ base, next })
  useEffect(() => {
    const stop = new AbortController()
    previewRuleSet(device, asked, (done, all) => setProgress({ done, all }), stop.signal).then(
      setPreview,
      () => setPreview('failed'),
    )
    return () => stop.abort()
  }, [device, asked])
  if (preview === 'failed') return <Banner tone="bad" what={m.ruleSet_previewFailed()} urgent />
  if (preview === undefined)
    return (
      <p role="status">
        {m.ruleSet_previewing({
          done: formatNumber(progress.done, getLocale()),
          all: formatNumber(progress.all, getLocale()),
        })}
      </p>
    )
  const names = new Map(preview.changes.map(({ firmId, name }) => [firmId, name]))
  return (
    <>
      <h3>{m.ruleSet_previewTitle()}</h3>
      <p role="status">
        {preview.changes.length === 0
          ? m.ruleSet_previewNone({ firms: countWords(preview.firms, 'firms') })
          : m.ruleSet_previewSome({
              firms: countWords(preview.changes.length, 'firms'),
              all: formatNumber(preview.firms, getLocale()),
            })}
      </p>
      {preview.changes.length > 0 && <ChangeTable changes={preview.changes} onOpen={setBehind} />}
      <p>{m.ruleSet_publishText({ date: formatDate(next.effectiveFrom, getLocale()) })}</p>
      <div className="row">
        <Button tone="primary" onClick={onPublish}>
          {m.ruleSet_publish()}
        </Button>
      </div>
      {behind !== undefined && <FirmsBehind {...behind} names={names} onClose={() => setBehind(undefined)} />}
    </>
  )
}

interface ChangeTableProps {
  readonly changes: readonly TrackChange[]
  readonly onOpen: (behind: Behind) => void
}

/** Rows of the table that people call by one name are one. */
function ChangeTable({ changes, onOpen }: ChangeTableProps) {
  const named = changes.map(({ firmId, from, to }) => ({
    firmId,
    way: m.ruleSet_way({ from: trackWords(from, to), to: trackWords(to, from) }),
  }))
  const ways = [...Map.groupBy(named, ({ way }) => way)]
  return (
    <DataTable
      caption={m.ruleSet_previewTitle()}
      captionHidden
      rows={ways}
      rowKey={([way]) => way}
      columns={[
        { key: 'way', header: m.ruleSet_wayHeader(), cell: ([way]) => way },
        {
          key: 'firms',
          header: m.nav_firms(),
          align: 'end',
          cell: ([way, firms]) => (
            <FirmsFigure title={way} firmIds={firms.map(({ firmId }) => firmId)} onOpen={onOpen} />
          ),
        },
      ]}
    />
  )
}

/** With the row's own name where two rows have one name for people. */
function trackWords(row: TrackChange['from'], other: TrackChange['from']): string {
  const label = trackLabel(row)
  return label === trackLabel(other) ? `${label} (${row})` : label
}
