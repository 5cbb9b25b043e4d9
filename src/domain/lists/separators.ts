export const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

/** The sign that stands most evenly in the first lines, outside quotes. */
export function guessSeparator(text: string): Separator {
  const lines = text
    .split(/\r?\n/, 20)
    .map((line) => line.replace(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '')
  const scores = separators.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1)
    return counts.reduce((sum, count) => sum + Math.min(count, 30), 0)
  })
  return separators[scores.indexOf(Math.max(...scores))]!
}
