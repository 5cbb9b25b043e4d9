/** «KCN Sông Xanh · MST 9900001034», of the parts that there are; a dot never begins a line. */
export function dotted(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join('\u00a0· ')
}
