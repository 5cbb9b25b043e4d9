import { useRef } from 'react'
import { Button } from './Button.tsx'
import { focusSoon } from './focusSoon.ts'

interface MoreButtonProps {
  readonly label: string
  readonly onMore: () => void
}

/** Under a list: shows its next rows, and leads to the first of them. */
export function MoreButton({ label, onMore }: MoreButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const more = () => {
    const list = button.current?.previousElementSibling
    const next = (list?.children.length ?? 0) + 1
    onMore()
    focusSoon(list, `:scope > :nth-child(${next}) :is(a, button, input)`)
  }
  return (
    <Button ref={button} wide onClick={more}>
      {label}
    </Button>
  )
}
