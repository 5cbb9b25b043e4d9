export const listLimits = {
  /** Few enough that a part travels and is written in a moment. */
  firmsPerPart: 100,
  /** Every time some are on disk, each screen that is open looks at what is unsent. */
  deedsAtOnce: 50,
}
