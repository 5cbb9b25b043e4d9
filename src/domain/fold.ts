/**
 * Vietnamese text as a search key: lower case, no marks (so that «uỷ» and «ủy» meet), đ as d, y as i where
 * both are written («Mỹ», «Mĩ»), anything but letters and digits as one space. The same for NFC and NFD.
 */
export function foldVietnamese(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replace(marksAndInvisible, '').replace(crossedD, 'd')
  const words = (needsSpacing.test(plain) ? plain.replace(notLetterOrDigit, ' ') : plain).trim()
  return words.includes('y') ? words.replace(yAsVowel, '$1i') : words
}

/** The key of a firm's name without its legal form, unless nothing would be left. */
export function foldFirmName(name: string): string {
  const key = foldVietnamese(name)
  const words = key.split(' ')
  const kept = withoutEnglishEnding(withoutLegalForm(words))
  return kept.length === 0 ? key : kept.join(' ')
}

/** What was typed into a search field as words to look for; a firm's legal form does not narrow the search. */
export function foldQuery(text: string): readonly string[] {
  const key = foldFirmName(text)
  return key === '' ? [] : key.split(' ')
}

/** Whether every word of a query begins some word of a folded key, in any order. */
export function matchesSearch(key: string, query: readonly string[]): boolean {
  return query.every((word) => key.startsWith(word) || key.includes(` ${word}`))
}

const marksAndInvisible = /[\p{M}\p{Cf}]+/gu
/** đ, and the look-alikes typed instead of it: eth and the African d. */
const crossedD = /[đðɖ]/g
/** A cheap look before the dear replacement: most names need none. */
const needsSpacing = /[^a-z0-9 ]| {2}/
const notLetterOrDigit = /[^\p{L}\p{N}]+/gu
/** After a consonant, after «qu» or at the start of a word: never the y of «Tây» or «Thủy». */
const yAsVowel = /(^|[ b-df-hj-np-tvwxz]|qu)y/g

/** Words of legal forms, folded; taken off wherever they stand. */
const legalForms = phrases([
  'cong ti',
  'cti',
  'ctcp',
  'tong cong ti',
  'cong ti co phan',
  'cong ti cp',
  'cti cp',
  'cti co phan',
  'cong ti hop danh',
  'trach nhiem huu han',
  'tnhh',
  't n h h',
  'tnhhmtv',
  'mtv',
  'm t v',
  'mot thanh vien',
  '1 thanh vien',
  'hai thanh vien',
  '2 thanh vien',
  'hai thanh vien tro len',
  '2 thanh vien tro len',
  'co phan',
  'doanh nghiep tu nhan',
  'dn tu nhan',
  'dntn',
  'hop tac xa',
  'htx',
  'chi nhanh',
  'van phong dai dien',
  'vpdd',
  'ho kinh doanh',
  'joint stock company',
])

/** Short forms that are words of their own elsewhere: taken off only before the name proper begins. */
const leadingForms = phrases(['cp', 'c ti', 'ct', 'doanh nghiep', 'lien doanh', 'hop danh', 'hkd', 'dn'])

const englishEndings = new Set([
  'co',
  'ltd',
  'limited',
  'company',
  'corp',
  'corporation',
  'inc',
  'jsc',
  'llc',
  'pte',
])

type PhrasesByFirstWord = ReadonlyMap<string, readonly (readonly string[])[]>

/** Longest first, so that «hai thành viên trở lên» is taken whole. */
function phrases(texts: readonly string[]): PhrasesByFirstWord {
  const byFirstWord = new Map<string, (readonly string[])[]>()
  for (const text of [...texts].sort((one, other) => other.length - one.length)) {
    const words = text.split(' ')
    byFirstWord.set(words[0]!, [...(byFirstWord.get(words[0]!) ?? []), words])
  }
  return byFirstWord
}

function withoutLegalForm(words: readonly string[]): string[] {
  const kept: string[] = []
  let index = 0
  while (index < words.length) {
    const leading =
      kept.length === 0 && index < words.length - 1 ? phraseLength(leadingForms, words, index) : 0
    const length = phraseLength(legalForms, words, index) || leading
    if (length === 0) kept.push(words[index]!)
    index += length || 1
  }
  return kept
}

function phraseLength(byFirstWord: PhrasesByFirstWord, words: readonly string[], from: number): number {
  const found = byFirstWord
    .get(words[from]!)
    ?.find((phrase) => phrase.every((word, offset) => words[from + offset] === word))
  return found?.length ?? 0
}

function withoutEnglishEnding(words: readonly string[]): readonly string[] {
  const lastOwn = words.findLastIndex((word) => !englishEndings.has(word))
  return words.slice(0, lastOwn + 1)
}
