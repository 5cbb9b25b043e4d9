import { m } from '#app/messages/compiled/messages.js'
import type { ReportTexts } from '#device/reportTexts.ts'
import type { Frame } from './reportSheet.ts'

/** Who issues a report on paper: offices of the Party and of the State write other heads. */
export const issuerFields = ['parent', 'name', 'number', 'place', 'signer', 'signerName'] as const
export type IssuerField = (typeof issuerFields)[number]
export type OfficeKind = 'party' | 'state'

export interface Issuer extends Readonly<Record<IssuerField, string>> {
  readonly office: OfficeKind
}

export function issuerOf(texts: ReportTexts, unitName: string): Issuer {
  const said = (field: IssuerField | 'office') => texts[`issuer/${field}`] ?? ''
  return {
    office: said('office') === 'state' ? 'state' : 'party',
    parent: said('parent'),
    name: said('name') === '' ? unitName : said('name'),
    number: said('number'),
    place: said('place'),
    signer: said('signer'),
    signerName: said('signerName'),
  }
}

/** Names under which they are kept. */
export function issuerTexts(issuer: Issuer): ReportTexts {
  return Object.fromEntries(Object.entries(issuer).map(([field, text]) => [`issuer/${field}`, text]))
}

/** «ĐẢNG CỘNG SẢN VIỆT NAM», or the State's two lines. */
export function mottoLines({ office }: Issuer): readonly string[] {
  return office === 'party' ? [m.reports_mottoParty()] : [m.reports_mottoState(), m.reports_mottoState2()]
}

/** «Ba Sông, ngày 05 tháng 7 năm 2026»: a zero only before days below 10 and the first two months. */
export function placeAndDate({ place }: Issuer, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const shownMonth = Number(month) <= 2 ? month : String(Number(month))
  const dated = m.reports_dated({ date, month: shownMonth, year })
  return place === '' ? `${dated.charAt(0).toLocaleUpperCase('vi')}${dated.slice(1)}` : `${place}, ${dated}`
}

/** The same above and below a sheet, line by line. */
export function frameOf(issuer: Issuer, day: string): Frame {
  const said = (lines: readonly string[]) => lines.filter((line) => line !== '')
  return {
    above: said([
      issuer.parent,
      issuer.name,
      issuer.number,
      ...mottoLines(issuer),
      placeAndDate(issuer, day),
    ]),
    below: said([issuer.signer, issuer.signerName]),
  }
}
