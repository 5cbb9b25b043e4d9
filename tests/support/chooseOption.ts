import { fireEvent } from '@testing-library/preact'

/** Chooses an option the way a browser tells it; the library's own `change` speaks of `input`. */
export function chooseOption(select: HTMLElement, value: string): void {
  ;(select as HTMLSelectElement).value = value
  fireEvent(select, new Event('change', { bubbles: true }))
}
