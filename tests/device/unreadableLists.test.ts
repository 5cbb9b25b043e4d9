import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openFile } from '#device/lists/openedList.ts'
import { fileReader } from '#readWorkbook.ts'
import { bytesOf, bytesOf1258, workbookOf } from '../support/lists.ts'

const rows = [
  ['STT', 'Tên doanh nghiệp'],
  [1, 'Công ty TNHH Mẫu Nhựa Mây'],
]
const workbook = await workbookOf(rows)
const locked = await workbookOf(rows, undefined, 'mat-khau')
/** How an old workbook begins whose cells are enciphered: its beginning, then the record of the password. */
const containerOfOld = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(504).fill(0)]
const beginningOfOld = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, ...Array<number>(12).fill(1)]
const lockedOld = Uint8Array.from([...containerOfOld, ...beginningOfOld, 0x2f, 0x00, 0x36, 0x00])

test.each([
  ['a workbook that was cut off', workbook.slice(0, workbook.length / 2), 'notAList'],
  ['a picture', Uint8Array.from(readFileSync('public/icons/icon-192.png')), 'notAList'],
  ['a PDF', bytesOf('%PDF-1.7\n1 0 obj'), 'notAList'],
  ['a page of the web named .xls', bytesOf(' <html><table><tr><td>Tên doanh nghiệp'), 'notAList'],
  ['JSON', bytesOf('{"changes":[]}'), 'notAList'],
  ['an old workbook that is none', lockedOld.slice(0, 512), 'notAList'],
  ['a workbook behind a password', locked, 'locked'],
  ['an old workbook behind a password', lockedOld, 'locked'],
  ['no byte at all', new Uint8Array(), 'empty'],
  ['blank lines', bytesOf(' \n\t\n'), 'empty'],
  ['an empty sheet', await workbookOf([]), 'empty'],
])('%s is no list, and it is said why', async (_what, bytes, why) => {
  expect(await openFile(fileReader, bytes, {})).toBe(why)
})

test.each([
  ['with the sign that ended files of old', bytesOf1258('Tên doanh nghiệp\r\nCông ty Mẫu\r\n\u001a')],
  ['with a name in angles', bytesOf('Tên doanh nghiệp\n<Công ty Mẫu>')],
])('a text file %s is read', async (_what, bytes) => {
  expect(await openFile(fileReader, bytes, {})).toMatchObject({
    sheets: [{ rows: expect.arrayContaining([['Tên doanh nghiệp']]) }],
  })
})
