/** The next number field of the same form (or page), or none: then the keyboard closes. */
export function focusNextNumber(input: HTMLInputElement): void {
  const scope = input.closest('form, dialog, main') ?? input.ownerDocument.body
  const numbers = [...scope.querySelectorAll<HTMLInputElement>('input[data-number]:not(:disabled)')]
  const next = numbers.slice(numbers.indexOf(input) + 1).find((each) => each.closest('[hidden]') === null)
  if (next) {
    next.focus()
    next.select()
  } else {
    input.blur()
  }
}
