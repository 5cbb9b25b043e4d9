/** Orders texts by code units, the same on every machine; 0 where they are equal. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
