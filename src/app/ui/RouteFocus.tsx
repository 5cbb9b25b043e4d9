import { createContext, use, useCallback, useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'wouter'

/** Answers whether the heading of `path` still has to be announced, once. */
const ClaimFocus = createContext<(path: string) => 'none' | 'arrived' | 'returned'>(() => 'none')

/** After a change of screen the new heading takes focus, so that it is read out and Tab starts there. */
export function RouteFocus({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation()
  const announced = useRef(path)
  const cameBack = useRef(false)

  useEffect(() => {
    const remember = () => {
      cameBack.current = true
    }
    window.addEventListener('popstate', remember)
    return () => window.removeEventListener('popstate', remember)
  }, [])

  const claim = useCallback((claimed: string) => {
    if (announced.current === claimed) return 'none'
    announced.current = claimed
    const returned = cameBack.current
    cameBack.current = false
    return returned ? 'returned' : 'arrived'
  }, [])

  return <ClaimFocus value={claim}>{children}</ClaimFocus>
}

/** For the heading of a screen: a ref, with `tabIndex={-1}` on the element. */
export function useHeadingFocus() {
  const heading = useRef<HTMLHeadingElement>(null)
  const claim = use(ClaimFocus)
  const [path] = useLocation()
  useEffect(() => {
    const how = claim(path)
    if (how === 'none') return
    heading.current?.focus({ preventScroll: true })
    // Going back keeps the place the browser restores.
    if (how === 'arrived') scrollToTop(heading.current)
  }, [claim, path])
  return heading
}

function scrollToTop(heading: HTMLElement | null) {
  window.scrollTo(0, 0)
  heading?.closest('.shell-main')?.scrollTo?.(0, 0)
}
