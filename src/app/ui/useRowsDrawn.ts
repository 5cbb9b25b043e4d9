import { useEffect, useState } from 'react'

const rowsAtOnce = 10

/**
 * How many rows of a long list are drawn by now: a few in each task, so that no tablet hangs over all of them. It stays
 * a few ahead, so that the first row of more is there at once. Of another list, by its name, it begins anew.
 */
export function useRowsDrawn(wanted: number, name = '', atOnce = rowsAtOnce): number {
  const [{ drawn, of }, setDrawn] = useState({ drawn: atOnce, of: name })
  const now = of === name ? drawn : atOnce
  useEffect(() => {
    if (now >= wanted + atOnce) return
    const timer = setTimeout(() => setDrawn({ drawn: now + atOnce, of: name }))
    return () => clearTimeout(timer)
  }, [now, wanted, name, atOnce])
  return Math.min(now, wanted)
}
