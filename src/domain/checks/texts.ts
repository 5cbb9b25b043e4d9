import { fieldKeys, fieldOf, type FieldKey } from '#domain/fields.ts'
import { findPersonalData } from '#domain/personalData.ts'
import { checkTaxCode, type TaxCodeCheck } from '#domain/taxCode.ts'
import { textOf, valueOf, type Check, type CheckInput } from './check.ts'

/** Texts in which nobody should be named. */
const freeTexts: readonly FieldKey[] = ['notes', 'request', 'accessEaseReason']

function taxCodeIs(kind: TaxCodeCheck['kind']): Check['find'] {
  return ({ answers }) => {
    const text = textOf(answers, 'taxCode')
    return text !== undefined && checkTaxCode(text).kind === kind ? [{ at: 'taxCode' }] : []
  }
}

function phoneIn({ answers }: CheckInput): string | undefined {
  const contact = valueOf(answers, 'contact') as { readonly phone?: unknown } | undefined
  const phone = typeof contact === 'object' ? contact.phone : undefined
  return typeof phone === 'string' && phone !== '' ? phone.replace(/[\s.()-]+/g, '') : undefined
}

/** Mobile 03 05 07 08 09, landline 02, service numbers. */
const phonePattern = /^((0|\+?84)([35789]\d{8}|2\d{9})|1[89]00\d{4,6})$/

/** How long a text is, in characters as people count them. */
function lengthOf(text: string): number {
  return Array.from(text).length
}

function longestIn(value: unknown): number {
  if (typeof value === 'string') return lengthOf(value)
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((longest, part) => Math.max(longest, longestIn(part)), 0)
}

export const textChecks: readonly Check[] = [
  {
    key: 'tooLongText',
    severity: 'error',
    fields: [],
    find: ({ answers }) =>
      fieldKeys.flatMap((key) => {
        const field = fieldOf(key)
        const isText = field?.type === 'text' || field?.type === 'texts' || key === 'contact'
        const max = field?.max
        if (!isText || max === undefined) return []
        const length = longestIn(valueOf(answers, key))
        return length > max ? [{ at: key, parameters: { length, max } }] : []
      }),
  },
  {
    key: 'nameMissing',
    severity: 'error',
    fields: ['name'],
    find: ({ answers }) => (valueOf(answers, 'name') === '' ? [{ at: 'name' }] : []),
  },
  {
    key: 'branchSuffixWrong',
    severity: 'error',
    fields: ['branchSuffix'],
    find: ({ answers }) => {
      const suffix = textOf(answers, 'branchSuffix')
      return suffix !== undefined && (!/^\d{3}$/.test(suffix) || suffix === '000')
        ? [{ at: 'branchSuffix' }]
        : []
    },
  },
  { key: 'taxCodeIsNone', severity: 'error', fields: ['taxCode'], find: taxCodeIs('notACode') },
  { key: 'taxCodeIsPersonal', severity: 'error', fields: ['taxCode'], find: taxCodeIs('personal') },
  { key: 'taxCode', severity: 'warning', fields: ['taxCode'], find: taxCodeIs('badDigit') },
  {
    key: 'phoneOdd',
    severity: 'warning',
    fields: ['contact'],
    find: (input) => {
      const phone = phoneIn(input)
      return phone !== undefined && !phonePattern.test(phone) ? [{ at: 'contact' }] : []
    },
  },
  {
    key: 'noteNames',
    severity: 'warning',
    fields: freeTexts,
    find: ({ answers }) =>
      freeTexts.flatMap((key) => {
        const found = findPersonalData(textOf(answers, key) ?? '')
        return found.length === 0 ? [] : [{ at: key, parameters: { text: found[0]!.text } }]
      }),
  },
]
