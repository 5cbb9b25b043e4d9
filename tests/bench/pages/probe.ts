/** What a page under measurement notes about itself. */
export interface Probe {
  /** When a field of the form first took the focus, from the start of the navigation. */
  focusableAt: number | undefined
  /** Milliseconds from each key to the paint after it. */
  keys: number[]
}

/** Runs in the page before anything else, as text: it may use nothing from around it. */
export function installProbe(): void {
  const probe: Probe = { focusableAt: undefined, keys: [] }
  const { tellFocusable } = globalThis as { tellFocusable?: (at: string) => void }
  Object.assign(globalThis, { probe })
  const watcher = new MutationObserver(() => {
    for (const field of document.querySelectorAll<HTMLElement>(
      'form.visit-form :is(input, textarea, select, button):enabled',
    )) {
      field.focus({ preventScroll: true })
      if (document.activeElement !== field) continue
      probe.focusableAt = performance.now()
      watcher.disconnect()
      tellFocusable?.(String(probe.focusableAt))
      return
    }
  })
  watcher.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  })
  addEventListener(
    'keydown',
    (event) => {
      requestAnimationFrame(() => {
        const painted = new MessageChannel()
        painted.port1.addEventListener('message', () => probe.keys.push(performance.now() - event.timeStamp))
        painted.port1.start()
        painted.port2.postMessage('')
      })
    },
    true,
  )
}
