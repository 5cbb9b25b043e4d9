export interface TaxCode {
  /** The ten digits. */
  readonly normal: string
  /** 001–999, of a branch or a representative office. */
  readonly branchSuffix?: string
}

export type TaxCodeCheck =
  | ({ readonly kind: 'valid' } & TaxCode)
  /** Ten digits, but the last does not fit: perhaps mistyped, may be kept as «chưa xác minh». */
  | ({ readonly kind: 'badDigit' } & TaxCode)
  /** Twelve digits: a person's number, which household firms use. It must not be stored. */
  | { readonly kind: 'personal' }
  | { readonly kind: 'notACode' }

/** Reads a tax code with or without spaces, dots and hyphens: ten digits, or thirteen with a branch. */
export function checkTaxCode(text: string): TaxCodeCheck {
  const digits = digitsOf(text)
  if (digits?.length === 12 && !branchWritten.test(text)) return { kind: 'personal' }
  const code = digits === undefined ? undefined : splitBranch(digits)
  if (code === undefined) return { kind: 'notACode' }
  return { kind: hasFittingDigit(code.normal) ? 'valid' : 'badDigit', ...code }
}

/**
 * The code that was meant where a spreadsheet kept it as a number and dropped up to three leading zeros;
 * undefined when the padded digits make no valid code. An offer to a person, never applied by itself.
 */
export function padTaxCode(text: string): TaxCode | undefined {
  const digits = digitsOf(text)
  if (digits === undefined || digits.startsWith('0') || [10, 13].includes(digits.length)) return undefined
  const [base, suffix] = branchWritten.test(text) ? [digits.slice(0, -3), digits.slice(-3)] : [digits, '']
  const length = base.length > 10 ? 13 : 10
  if (base.length < length - 3 || base.length >= length) return undefined
  const code = splitBranch(base.padStart(length, '0') + suffix)
  return code !== undefined && hasFittingDigit(code.normal) ? code : undefined
}

const separators = /[\s.\-‐-―\u200b-\u200d\u2060\ufeff]+/g
/** One hyphen only, before at most three last digits: a branch, however long the rest. */
const branchWritten = /^[^-‐-―]*\d\s*[-‐-―]\s*\d{1,3}\s*$/
const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]

function digitsOf(text: string): string | undefined {
  const digits = text.replace(separators, '')
  return /^\d+$/.test(digits) ? digits : undefined
}

function splitBranch(digits: string): TaxCode | undefined {
  if (digits.length === 10) return { normal: digits }
  if (digits.length !== 13 || digits.endsWith('000')) return undefined
  return { normal: digits.slice(0, 10), branchSuffix: digits.slice(10) }
}

/** The tenth digit is 10 − (weighted sum of the nine before it mod 11); where that is 10, no digit fits. */
function hasFittingDigit(code: string): boolean {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(code[place]), 0)
  return 10 - (sum % 11) === Number(code[9])
}
