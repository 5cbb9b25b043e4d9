import './FigureButton.css'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatNumber } from './format.ts'

interface FigureButtonProps {
  readonly n: number
  /** What it counts, and that it opens, for those who do not see the table around it. */
  readonly label: string
  readonly onOpen: () => void
}

/** A number in a table that opens what it is made of; nothing opens nothing. */
export function FigureButton({ n, label, onOpen }: FigureButtonProps) {
  const words = formatNumber(n, getLocale())
  if (n === 0) return <span className="figure-number">{words}</span>
  return (
    <button type="button" className="figure-number" aria-label={label} onClick={onOpen}>
      {words}
    </button>
  )
}
