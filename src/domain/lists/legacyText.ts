import { countSyllables } from './syllables.ts'

/**
 * Fonts of before Unicode gave bytes their own letters. In a Unicode cell such text looks like «C«ng ty» (TCVN3, fonts
 * `.Vn…`) or «Coâng ty» (VNI, fonts `VNI-…`): the letters of Latin-1 where the font showed Vietnamese ones.
 */
export const legacyEncodings = ['tcvn3', 'vni'] as const
export type LegacyEncoding = (typeof legacyEncodings)[number]

/** What a font says of the text that is set in it; fonts of capitals show small letters as capitals. */
export interface LegacyFont {
  readonly encoding: LegacyEncoding
  readonly isCapital: boolean
}

export function legacyFontOf(name: string): LegacyFont | undefined {
  if (/^\.vn/i.test(name)) return { encoding: 'tcvn3', isCapital: /h$/i.test(name) }
  if (/^vni[- ]/i.test(name)) return { encoding: 'vni', isCapital: false }
  return undefined
}

export function convertLegacy(text: string, encoding: LegacyEncoding): string {
  return (encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text)).normalize('NFC')
}

/**
 * The encoding in which a text makes more Vietnamese words than as it stands; undefined where none does, or where a
 * letter that only Unicode has says that it is fine.
 */
export function guessLegacy(text: string): LegacyEncoding | undefined {
  if (beyondLatin1.test(text) || !beyondAscii.test(text)) return undefined
  const asItIs = countSyllables(text)
  const scored = legacyEncodings
    .map((encoding) => ({ encoding, words: countSyllables(convertLegacy(text, encoding)) }))
    .sort((one, other) => other.words - one.words)
  const [best] = scored
  return best !== undefined && best.words > Math.max(asItIs, 0) ? best.encoding : undefined
}

const beyondLatin1 = /[\u0100-\uffff]/
const beyondAscii = /[\u0080-\u00ff]/

/** Letters by their byte, from A1 on; a dot where there is none. */
const tcvn3Letters =
  'ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ'
const firstTcvn3 = 0xa1

function fromTcvn3(text: string): string {
  return text.replace(/[\u00a1-\u00fe]/g, (letter) => {
    const meant = tcvn3Letters[letter.charCodeAt(0) - firstTcvn3]
    return meant === undefined || meant === '.' ? letter : meant
  })
}

/** Signs written after their vowel, as Unicode's combining ones. */
const vniSigns: Readonly<Record<string, string>> = {
  ø: '\u0300',
  ù: '\u0301',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  à: '\u0302\u0300',
  á: '\u0302\u0301',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  è: '\u0306\u0300',
  é: '\u0306\u0301',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
/** Letters that stand alone; the first two take a sign besides. */
const vniLetters: Readonly<Record<string, string>> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
}

function fromVni(text: string): string {
  return text.replace(
    vniLetter,
    (_found, vowel: string | undefined, sign: string | undefined, alone: string | undefined) =>
      vowel === undefined || sign === undefined
        ? ownLetter(alone ?? '')
        : ownLetter(vowel) + vniSigns[sign.toLowerCase()]!,
  )
}

const vniLetter = /([aeouyôö])([øùûõïâàáåãäêèéúüë])|([ôöñíìæóòî])/gi

function ownLetter(letter: string): string {
  const small = letter.toLowerCase()
  const meant = vniLetters[small] ?? small
  return letter === small ? meant : meant.toUpperCase()
}
