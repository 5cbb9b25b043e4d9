import { ChevronRight } from 'lucide-react'
import { useId, type ReactNode } from 'react'

/** One line that says how something stands; a tap opens it for change. */
export function LineButton(props: {
  readonly label: string
  readonly labelShown?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  const { label, labelShown, onClick, children } = props
  const id = useId()
  return (
    <button
      type="button"
      className="line-button"
      aria-haspopup="dialog"
      aria-labelledby={`${id}label ${id}value`}
      onClick={onClick}
    >
      <span className="line-button-words">
        <span id={`${id}label`} className={labelShown ? 'line-button-label' : 'visually-hidden'}>
          {label}
        </span>{' '}
        <span id={`${id}value`}>{children}</span>
      </span>
      <ChevronRight aria-hidden />
    </button>
  )
}
