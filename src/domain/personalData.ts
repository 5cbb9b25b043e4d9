import { checkTaxCode } from './taxCode.ts'

export interface PersonalData {
  readonly kind: 'phone' | 'idNumber' | 'card' | 'name'
  /** As it stands in the text, in NFC. */
  readonly text: string
}

/**
 * What in a note looks like a person: telephone, identity and card numbers, names. It warns and never blocks,
 * so it may miss, and seldom cries wolf: sums, dates, tax codes, streets, parks and firms are let pass.
 */
export function findPersonalData(text: string): readonly PersonalData[] {
  const note = text.normalize('NFC')
  return [...findNumbers(note), ...findNames(note)].sort((one, other) => one.at - other.at).map(withoutPlace)
}

interface Found extends PersonalData {
  readonly at: number
}

function withoutPlace({ kind, text }: Found): PersonalData {
  return { kind, text }
}

/** Digits with one kind of separator between them, and perhaps an area code in brackets. */
const numberPattern = /\+?(?:\(\d{2,4}\) ?)?\d+(?:([ .\u00a0-])\d+(?:\1\d+)*)?/g
const phonePattern = /^(?:(?:0|84|0084)[35789]\d{8}|(?:0|84|0084)2\d{9})$/
/** 1.250.000 or 500 000 000: a sum, not a number of a person. */
const thousandsPattern = /^[1-9]\d{0,2}(?:[ .\u00a0]\d{3})+$/
const unitOfSum = /^\s*(?:đ|đồng|vnđ|vnd|usd|người|lao động|triệu|tỷ|tỉ)(?!\p{L})/iu
const taxCodeWords = /(?:mst|mã số thuế|mã số doanh nghiệp|msdn)[\s:]*$/iu

function findNumbers(note: string): readonly Found[] {
  return [...note.matchAll(numberPattern)].flatMap((match) => {
    const before = note.slice(0, match.index)
    const after = note.slice(match.index + match[0].length)
    const kind = numberKind(match[0], before, after)
    return kind === undefined ? [] : [{ kind, text: match[0], at: match.index }]
  })
}

function numberKind(written: string, before: string, after: string): PersonalData['kind'] | undefined {
  const digits = written.replace(/\D/g, '')
  if (digits.length < 9 || isTaxCode(written, before)) return undefined
  if (phonePattern.test(digits)) return 'phone'
  if (unitOfSum.test(after)) return undefined
  if (isIdNumber(written, digits)) return 'idNumber'
  return digits.length >= 13 && digits.length <= 19 && hasLuhnDigit(digits) ? 'card' : undefined
}

/** A branch's code looks like nothing else; ten digits may be a telephone, unless the words say otherwise. */
function isTaxCode(written: string, before: string): boolean {
  if (checkTaxCode(written).kind !== 'valid') return false
  return taxCodeWords.test(before) || /\d{10}-\d{3}$/.test(written)
}

/** Twelve digits, or the nine of the old cards; broken into groups only as such numbers are. */
function isIdNumber(written: string, digits: string): boolean {
  const isWhole = written === digits
  if (digits.length === 12) return isWhole || digits.startsWith('0')
  return (
    digits.length === 9 &&
    (isWhole || /^\d{3}([ .-])\d{3}\1\d{3}$/.test(written)) &&
    !thousandsPattern.test(written)
  )
}

function hasLuhnDigit(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, place) => {
      const value = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

const titles = new Set('ông bà anh chị em cô chú bác cậu đ/c mr mrs ms'.split(' '))
/** What follows a title without being a name: offices, and places that begin with a title. */
const notAfterTitle = new Set(
  'giám chủ trưởng bí kế bảo nhân phó tổng đại phụ cán quản thủ em rịa đen triệu trưng vàng nà điểm vũ quốc hồ'.split(
    ' ',
  ),
)
const surnames = new Set(
  (
    'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn mai lâm tạ tô trương ' +
    'cao hà lương lưu đào thái kiều vương quách nông thân tăng doãn nguyen tran pham huynh hoang trinh bui dang'
  ).split(' '),
)
/** Two words that begin like a name and are none. */
const notNames = new Set(
  (
    'đoàn_thanh đoàn_tncs đoàn_cơ đoàn_viên đoàn_thể đoàn_kết hồ_chí hồ_sơ hồ_tây hà_nội hà_nam hà_giang hà_tĩnh ' +
    'hà_tiên cao_bằng cao_đẳng cao_cấp cao_su lâm_đồng lâm_nghiệp thái_nguyên thái_bình thái_lan hoàng_mai ' +
    'lương_tối lương_công phạm_vi mai_gặp mai_hẹn đào_tạo thân_thiện dương_kinh'
  ).split(' '),
)
/** A capitalised word after one of these belongs to a firm, a place or a street. */
const ownersOfNames = new Set(
  (
    'ty cty tnhh mtv phần cp ctcp htx xã doanh_nghiệp kcn ccn kkt khu cụm nghiệp đường phố ngõ phường huyện quận ' +
    'tỉnh tp thành_phố chi_nhánh trường viện khám thôn ấp cầu chợ sông núi hãng tập_đoàn mẫu'
  ).split(' '),
)
/** They end a firm's name, so that «Công ty do Hoàng Long …» still names a person. */
const betweenNames = new Set(
  'do gặp của và với là có cho báo nói tên từ hẹn nhờ theo để bởi giao bị được hỏi'.split(' '),
)

interface Word {
  readonly text: string
  readonly lower: string
  readonly at: number
  readonly isCapitalised: boolean
  /** Nothing but a space stands between it and the word before. */
  readonly follows: boolean
}

function wordsOf(note: string): readonly Word[] {
  let end = 0
  return [...note.matchAll(/đ\/c|\p{L}+/giu)].map((match) => {
    const follows = /^[ \u00a0.]?[ \u00a0]?$/.test(note.slice(end, match.index))
    end = match.index + match[0].length
    const isCapitalised = /^\p{Lu}/u.test(match[0])
    return { text: match[0], lower: match[0].toLowerCase(), at: match.index, isCapitalised, follows }
  })
}

function findNames(note: string): readonly Found[] {
  const words = wordsOf(note)
  const shouted = !/\p{Ll}/u.test(note)
  const found: Found[] = []
  for (let index = 0; index < words.length; index += 1) {
    const length = lengthAfterTitle(words, index) || lengthFromSurname(words, index, shouted)
    if (length === 0) continue
    const last = words[index + length - 1]!
    const first = words[index]!
    found.push({ kind: 'name', text: note.slice(first.at, last.at + last.text.length), at: first.at })
    index += length - 1
  }
  return found
}

/** «ông Bình», «đồng chí Nguyễn An»: the title and up to four capitalised words after it. */
function lengthAfterTitle(words: readonly Word[], index: number): number {
  const isComrade = words[index]!.lower === 'đồng' && words[index + 1]?.lower === 'chí'
  if (!isComrade && !titles.has(words[index]!.lower)) return 0
  const start = index + (isComrade ? 2 : 1)
  const next = words[start]
  if (next === undefined || notAfterTitle.has(next.lower)) return 0
  const named = capitalisedRun(words, start, 4)
  return named === 0 ? 0 : start - index + named
}

/** A surname and one to three capitalised words, unless they name a firm, a place or a body. */
function lengthFromSurname(words: readonly Word[], index: number, shouted: boolean): number {
  const [first, second] = [words[index]!, words[index + 1]]
  if (!first.isCapitalised || !surnames.has(first.lower) || second === undefined) return 0
  if (notNames.has(`${first.lower}_${second.lower}`) || belongsToFirmOrPlace(words, index)) return 0
  const given = capitalisedRun(words, index + 1, 3)
  // in a note all in capitals every word looks like a name: two given names at least
  return given >= (shouted ? 2 : 1) ? given + 1 : 0
}

function capitalisedRun(words: readonly Word[], start: number, longest: number): number {
  let length = 0
  while (length < longest && words[start + length]?.isCapitalised && words[start + length]!.follows)
    length += 1
  return length
}

function belongsToFirmOrPlace(words: readonly Word[], index: number): boolean {
  for (let back = index; back > Math.max(0, index - 6) && words[back]!.follows; back -= 1) {
    const [before, beforeThat] = [words[back - 1]!, words[back - 2]]
    if (betweenNames.has(before.lower)) return false
    if (ownersOfNames.has(before.lower) || ownersOfNames.has(`${beforeThat?.lower}_${before.lower}`))
      return true
  }
  return false
}
