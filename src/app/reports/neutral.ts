/** A text that a spreadsheet would take for a formula begins with an apostrophe instead. */
export function neutral(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}
