import type { LegalForm } from './fields/codes.ts'
import { foldVietnamese } from './fold.ts'

/**
 * The legal form a firm's name speaks of, to be confirmed by a person; undefined when it speaks of none.
 * A plain «TNHH» is taken for the form with several members, the older meaning.
 */
export function guessLegalForm(name: string): LegalForm | undefined {
  const key = foldVietnamese(name)
  return signs.find(([, sign]) => sign.test(key))?.[0]
}

/** The first that fits stands: a branch before the firm it belongs to, a company before what it does. */
const signs: readonly (readonly [LegalForm, RegExp])[] = [
  ['branch', /\b(chi nhanh|van phong dai dien|vpdd)\b/],
  ['cooperative', /\b(hop tac xa|htx)\b/],
  ['householdBusiness', /\b(ho kinh doanh|hkd)\b/],
  ['privateEnterprise', /\b(dntn|(doanh nghiep|dn) tu nhan)\b/],
  ['singleMemberLimited', /\b(tnhhmtv|mtv|m t v|(mot|1) thanh vien)\b/],
  ['multiMemberLimited', /\b(tnhh|t n h h|trach nhiem huu han|co ltd|ltd)\b/],
  ['jointStock', /\b(ctcp|co phan|(cong ti|cti|ct) cp|jsc|joint stock)\b/],
  ['partnership', /\bhop danh\b/],
  ['nonPublicUnit', /^(phong kham|benh vien|nha ho sinh|truong|nhom tre|trung tam)\b/],
]
