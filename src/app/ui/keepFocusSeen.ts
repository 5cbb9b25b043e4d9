/** After something has grown that was read late: keys may have led further down meanwhile, and that must stay in sight. */
export function keepFocusSeen(): void {
  const focused = document.activeElement
  if (focused?.matches(':focus-visible') === true) focused.scrollIntoView?.({ block: 'nearest' })
}
