import { useEffect, useState } from 'react'

const rowsAtOnce = 10

/**
 * How many rows of a long list are drawn by now: a few in each task, so that no tablet hangs over all of them. It stays
 * a few ahead, so that the first row of more is there at once. Of another list, by its name, it begins anew.
 */
export function useRowsDrawn(wanted: number, name = ''): number {
  const [{ drawn, of }, setDrawn] = useState({ drawn: rowsAtOnce, of: name })
  const now = of === name ? drawn : rowsAtOnce
  useEffect(() => {
    if (now >= wanted + rowsAtOnce) return
    const timer = setTimeout(() => setDrawn({ drawn: now + rowsAtOnce, of: name }))
    return () => clearTimeout(timer)
  }, [now, wanted, name])
  return Math.min(now, wanted)
}
