import { useEffect, useState } from 'react'

/** No phone keyboard is lower than this, no browser bar higher. */
const leastKeyboardPx = 140

/** Whether an on-screen keyboard takes part of the window. */
export function useKeyboardOpen(): boolean {
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    let width = viewport.width
    let tallest = viewport.height
    const measure = () => {
      // Turned or zoomed: what counts as full height starts anew.
      if (viewport.width !== width) {
        width = viewport.width
        tallest = viewport.height
      }
      tallest = Math.max(tallest, viewport.height)
      setIsOpen(viewport.scale === 1 && tallest - viewport.height > leastKeyboardPx)
    }
    viewport.addEventListener('resize', measure)
    return () => viewport.removeEventListener('resize', measure)
  }, [])
  return isOpen
}
