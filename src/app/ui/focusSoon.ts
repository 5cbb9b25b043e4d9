/** Gives the focus to what a selector finds, once what was just changed is on the page: no press may lead nowhere. */
export function focusSoon(container: Element | null | undefined, selector: string): void {
  requestAnimationFrame(() => container?.querySelector<HTMLElement>(selector)?.focus())
}

/** Leads to the first field that is marked wrong; nowhere if nothing is. */
export function focusFirstError(container: Element | null): void {
  focusSoon(container, '.field[data-invalid] :is(input, select, textarea)')
}
