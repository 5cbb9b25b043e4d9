import { m } from '#app/messages/compiled/messages.js'
import type { LegalForm } from '#domain/fields/codes.ts'
import { guessLegalForm } from '#domain/legalForm.ts'
import { checkTaxCode } from '#domain/taxCode.ts'

/** A firm as far as it is typed. */
export interface NewFirm {
  readonly name: string
  readonly parkId: string
  readonly address: string
  readonly siteCommuneId: string | undefined
  readonly taxCode: string
  /** Undefined while the name may tell it; '' when it is not known. */
  readonly legalForm: LegalForm | '' | undefined
}

export const emptyFirm: NewFirm = {
  name: '',
  parkId: '',
  address: '',
  siteCommuneId: undefined,
  taxCode: '',
  legalForm: undefined,
}

/** What is recorded: only what is known. */
export function fieldsOf(firm: NewFirm): Record<string, string> {
  const code = checkTaxCode(firm.taxCode)
  const known = {
    name: firm.name,
    parkId: firm.parkId,
    address: firm.address,
    siteCommuneId: firm.siteCommuneId ?? '',
    taxCode: 'normal' in code ? code.normal : '',
    branchSuffix: ('branchSuffix' in code && code.branchSuffix) || '',
    legalForm: firm.legalForm ?? guessLegalForm(firm.name) ?? '',
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value.trim() !== ''))
}

/** What is odd about a tax code. One with a wrong last digit may be kept; a person's number may not. */
export function taxCodeWords(text: string) {
  if (text.trim() === '') return undefined
  switch (checkTaxCode(text).kind) {
    case 'valid':
      return undefined
    case 'badDigit':
      return { tone: 'warning', words: m.check_taxCode() } as const
    case 'personal':
      return { tone: 'error', words: m.check_taxCodeIsPersonal() } as const
    case 'notACode':
      return { tone: 'error', words: m.check_taxCodeIsNone() } as const
  }
}
