import { useLayoutEffect, useRef } from 'react'

export interface ReviewKeys {
  /** j and k walk through the list, a approves, r returns. */
  readonly j?: (() => void) | undefined
  readonly k?: (() => void) | undefined
  readonly a?: (() => void) | undefined
  readonly r?: (() => void) | undefined
}

/** Heard from the moment the screen shows. One letter does it, except while something is typed or a dialog asks. */
export function useReviewKeys(keys: ReviewKeys): void {
  const current = useRef(keys)
  useLayoutEffect(() => {
    current.current = keys
  })
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const act = current.current[event.key.toLowerCase() as keyof ReviewKeys]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
