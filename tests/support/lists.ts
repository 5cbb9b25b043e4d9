import { writeXlsx } from 'hucre/xlsx'
import type { Ports } from '#app/ports.tsx'
import { fileReader } from '#readWorkbook.ts'
import { createListSession, type ListSession, type Previewed } from '#device/lists/listSession.ts'
import { createListWork } from '#device/lists/listWork.ts'
import type { ListSummary } from '#device/lists/listSummary.ts'
import type { Device } from '#device/device.ts'

type Value = string | number | boolean | Date | null

/** A workbook of one sheet; `font` is what all its cells are set in, `password` what it is behind. */
export async function workbookOf(
  rows: Value[][],
  font?: string,
  password?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const style = font === undefined ? undefined : { font: { name: font } }
  const cells = new Map(
    style === undefined
      ? []
      : rows.flatMap((row, at) => row.map((value, column) => [`${at},${column}`, { value, style }] as const)),
  )
  const bytes = await writeXlsx({
    sheets: [{ name: 'Danh sách', rows, cells }],
    ...(password !== undefined && { encryption: { password, spinCount: 10 } }),
  })
  return Uint8Array.from(bytes)
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

/** A list opened for its preview. */
export async function openList(
  device: Device,
  bytes: Uint8Array<ArrayBuffer>,
  fileName = 'danh-sach.xlsx',
): Promise<{ session: ListSession; summary: ListSummary }> {
  const session = createListSession(device, fileReader, () => undefined)
  return { session, summary: listed(await session.open(fileName, bytes)) }
}

/** The work on lists in this thread, as the app has it in a worker. */
export function listsHere(device: Device | undefined): Ports['openLists'] {
  return async (_name, onProgress) => ({
    ...createListWork(device!, fileReader, onProgress),
    close: () => undefined,
  })
}

export function listed(previewed: Previewed): ListSummary {
  if (typeof previewed === 'string') throw new Error(`the file could not be read: ${previewed}`)
  return previewed
}

const tcvn3 = 'ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ'

/** Vietnamese text as a document of before Unicode holds it in a TCVN3 font. */
export function toTcvn3(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const at = tcvn3.indexOf(letter)
    return at === -1 || letter === '.' ? letter : String.fromCharCode(0xa1 + at)
  }).join('')
}

const vniVowels: Readonly<Record<string, string>> = { ơ: 'ô', ư: 'ö', Ơ: 'Ô', Ư: 'Ö' }
const vniMarks: Readonly<Record<string, string>> = {
  '\u0300': 'ø',
  '\u0301': 'ù',
  '\u0309': 'û',
  '\u0303': 'õ',
  '\u0323': 'ï',
  '\u0302': 'â',
  '\u0302\u0300': 'à',
  '\u0302\u0301': 'á',
  '\u0302\u0309': 'å',
  '\u0302\u0303': 'ã',
  '\u0323\u0302': 'ä',
  '\u0306': 'ê',
  '\u0306\u0300': 'è',
  '\u0306\u0301': 'é',
  '\u0306\u0309': 'ú',
  '\u0306\u0303': 'ü',
  '\u0323\u0306': 'ë',
}
const vniAlone: Readonly<Record<string, string>> = {
  đ: 'ñ',
  Đ: 'Ñ',
  í: 'í',
  ì: 'ì',
  ỉ: 'æ',
  ĩ: 'ó',
  ị: 'ò',
  ỵ: 'î',
}

/** The same in a VNI font. */
export function toVni(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const alone = vniAlone[letter] ?? vniVowels[letter]
    if (alone !== undefined) return alone
    const [base = '', ...marks] = Array.from(letter.normalize('NFD'))
    const horn = marks.filter((mark) => mark === '\u031b')
    const others = marks.filter((mark) => mark !== '\u031b').join('')
    if (marks.length === 0) return letter
    const vowel = horn.length > 0 ? vniVowels[(base + '\u031b').normalize('NFC')]! : base
    return vowel + (others === '' ? '' : vniMarks[others]!)
  }).join('')
}

/** Bytes of Latin-1, as such a document's text file has them. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

const in1258: Readonly<Record<string, number>> = {
  Ă: 0xc3,
  ă: 0xe3,
  Đ: 0xd0,
  đ: 0xf0,
  Ơ: 0xd5,
  ơ: 0xf5,
  Ư: 0xdd,
  ư: 0xfd,
  '\u0300': 0xcc,
  '\u0301': 0xec,
  '\u0309': 0xd2,
  '\u0303': 0xde,
  '\u0323': 0xf2,
}
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Windows-1258: each vowel, then its tone as a letter of its own. */
export function bytesOf1258(text: string): Uint8Array<ArrayBuffer> {
  const letters = Array.from(text.normalize('NFC')).flatMap((letter) => {
    const apart = letter.normalize('NFD')
    return [apart.replace(tones, '').normalize('NFC'), ...(apart.match(tones) ?? [])]
  })
  return Uint8Array.from(letters, (letter) => in1258[letter] ?? letter.charCodeAt(0))
}
