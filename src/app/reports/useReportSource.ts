import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useDevice } from '#app/ports.tsx'
import { readReportSource, readReportVersion, type ReportSource } from '#device/reportFirms.ts'
import type { Period } from '#domain/targets.ts'

/** What reports count, read anew whenever it may be another; of before until that is done. */
export interface Reading {
  readonly source: ReportSource | undefined
  /** So many firms are read; undefined when nothing is being read. */
  readonly firmsRead: number | undefined
  readonly hasFailed: boolean
}

/** What was read last: a whole unit takes its time, and whoever comes back to reports finds it as long as it is true. */
let readLast: { readonly of: string; readonly source: ReportSource } | undefined

export function useReportSource({ from, to }: Period): Reading {
  const device = useDevice()
  const version = useLiveQuery(() => readReportVersion(device), [device])
  const [reading, setReading] = useState<Reading>({ source: undefined, firmsRead: 0, hasFailed: false })
  useEffect(() => {
    if (version === undefined) return
    let isWanted = true
    const change = (next: Partial<Reading>) => {
      if (isWanted) setReading((before) => ({ ...before, ...next }))
    }
    const of = [device.database.name, version, from, to].join(' ')
    const show = (source: ReportSource) => {
      readLast = { of, source }
      change({ source, firmsRead: undefined, hasFailed: false })
    }
    if (readLast?.of === of) {
      show(readLast.source)
      return
    }
    const onFirms = (firmsRead: number) => change({ firmsRead })
    onFirms(0)
    readReportSource(device, { from, to }, { isWanted: () => isWanted, onFirms }).then(
      (source) => {
        if (source !== undefined) show(source)
      },
      () => change({ firmsRead: undefined, hasFailed: true }),
    )
    return () => {
      isWanted = false
    }
  }, [device, version, from, to])
  return reading
}
