import { countWords } from '#app/ui/countWords.ts'

/** «3 mục, 1 bản đang làm dở»; nothing is said of what is 0. */
export function unsentWords({
  unsent,
  drafts,
}: {
  readonly unsent: number
  readonly drafts: number
}): string {
  return [
    ...(unsent > 0 ? [countWords(unsent, 'items')] : []),
    ...(drafts > 0 ? [countWords(drafts, 'drafts')] : []),
  ].join(', ')
}
