const controls =
  'input:not(:disabled, [type=file]), textarea:not(:disabled), select:not(:disabled), button:not(:disabled)'

/** Brings a question into view and puts the focus on its control; false when it is not on the page (yet). */
export function focusQuestion(id: string, how: 'jump' | 'restore' = 'jump'): boolean {
  const question = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(id)}"]`)
  if (question === null) return false
  const control = controlIn(question)
  if (control === undefined) return false
  control.focus({ preventScroll: true })
  const isTall = question.offsetHeight > window.innerHeight / 2
  const behavior = how === 'jump' && !prefersLessMotion() ? 'smooth' : 'auto'
  question.scrollIntoView?.({ block: isTall ? 'start' : 'center', behavior })
  return true
}

/** From a button within a question back to what is answered there. */
export function focusControlOf(inside: HTMLElement): void {
  const question = inside.closest<HTMLElement>('[data-question]')
  const control = question && controlIn(question)
  control?.focus()
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
}

/** What is chosen, else what can be typed, else the first control. */
function controlIn(question: HTMLElement): HTMLElement | undefined {
  const all = [...question.querySelectorAll<HTMLElement>(controls)]
  const chosen = all.find((each) => each instanceof HTMLInputElement && each.checked)
  const input = all.find((each) => each.matches('input, textarea, select'))
  return chosen ?? input ?? all[0]
}

function prefersLessMotion(): boolean {
  return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true
}
