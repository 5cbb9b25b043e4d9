import { useEffect, useState } from 'react'

const rowsAtOnce = 10

/**
 * How many rows of a long list are drawn by now: a few in each task, so that no tablet hangs over all of them. It stays
 * a few ahead, so that the first row of more is there at once.
 */
export function useRowsDrawn(wanted: number): number {
  const [drawn, setDrawn] = useState(rowsAtOnce)
  useEffect(() => {
    if (drawn >= wanted + rowsAtOnce) return
    const timer = setTimeout(() => setDrawn(drawn + rowsAtOnce))
    return () => clearTimeout(timer)
  }, [drawn, wanted])
  return Math.min(drawn, wanted)
}
