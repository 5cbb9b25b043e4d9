import type { ColumnKey } from './columns.ts'
import type { Separator } from './separators.ts'
import type { TextEncoding } from './textEncoding.ts'

/** What is done with firms that are there already: fill in what is empty, take the list's word, or nothing. */
export const knownPolicies = ['fill', 'replace', 'leave'] as const
export type KnownPolicy = (typeof knownPolicies)[number]

/** Whether a likely double is that firm or another one. */
export type Sameness = 'same' | 'apart'

/** How a list is to be read, as far as a person has said otherwise than was found. */
export interface Choices {
  readonly encoding?: TextEncoding | undefined
  readonly separator?: Separator | undefined
  readonly sheet?: number | undefined
  /** From 0; with `headingRows` 0 there is no heading. */
  readonly headingRow?: number | undefined
  readonly headingRows?: number | undefined
  /** By column; 'aside' leaves it out. */
  readonly columns?: Readonly<Record<number, ColumnKey | 'aside'>> | undefined
  /** Text of before Unicode may be converted. */
  readonly converts?: boolean | undefined
  readonly padsCodes?: boolean | undefined
  /** Where rows name no park. */
  readonly parkOfList?: string | undefined
  /** By the list's own words, folded; '' leaves the park open. */
  readonly parkByText?: Readonly<Record<string, string>> | undefined
  readonly policy?: KnownPolicy | undefined
  /** For all likely doubles about which nothing else is said … */
  readonly likely?: Sameness | undefined
  /** … and by row. */
  readonly likelyByRow?: Readonly<Record<number, Sameness>> | undefined
}
