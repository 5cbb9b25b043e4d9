import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changeLine } from '#app/units/changeLine.ts'
import type { UnitChange } from '#domain/reorganisation.ts'
import { readReorganisationFile, reorganisationToFile } from '#domain/reorganisationFile.ts'
import { readLines } from '#domain/reorganisationText.ts'
import { indexUnits, withChanges } from '#domain/units.ts'

const on = '2026-09-20'
const commune = (id: string, name: string) => ({
  id,
  provinceCode: '99',
  provinceName: 'Tỉnh Ba Sông',
  names: [{ name, from: '2025-07-01' }],
})
const known = {
  communes: [commune('99103', 'Xã Bến Sương'), commune('99104', 'Xã Vịnh Nắng'), commune('99105', 'Xã Lúa')],
  parks: [
    { id: 'p1', name: 'KCN Đồi Chè', communeIds: ['99103'] },
    { id: 'p2', name: 'CCN Gốm Hạ', communeIds: ['99105'] },
    { id: 'p3', name: 'CCN Gốm Hạ', communeIds: ['99104'] },
  ],
  organisations: [
    { id: 'o1', kind: 'jointCell', names: [{ name: 'Chi bộ ghép' }], parents: [], firms: [] },
    { id: 'o2', kind: 'partyCommittee', names: [{ name: 'Đảng ủy A = B' }], parents: [], firms: [] },
  ],
}

const changes: UnitChange[] = [
  { kind: 'rename', thing: 'commune', id: '99103', name: 'Phường Bến Sương' },
  {
    kind: 'merge',
    thing: 'commune',
    from: ['99104', '99105'],
    into: { id: '99106', name: 'Xã Vịnh Lúa', begins: true },
  },
  { kind: 'rename', thing: 'park', id: 'p1', name: 'KCN Chè Mới' },
  {
    kind: 'split',
    thing: 'park',
    from: 'p1',
    into: [{ id: 'p1' }, { id: 'new', name: 'KCN Chè Hai', begins: true }],
  },
  { kind: 'merge', thing: 'park', from: ['p2'], into: { id: 'p3', name: 'CCN Gốm' } },
  { kind: 'reparent', thing: 'park', id: 'new', parentIds: ['99103', '99106'] },
  { kind: 'reparent', thing: 'organisation', id: 'o1', parentIds: ['o2'] },
  { kind: 'reparent', thing: 'organisation', id: 'o2', parentIds: [] },
]

function linesOf(text: string): string {
  const read = readReorganisationFile(text)
  if ('mistakes' in read) throw new Error(JSON.stringify(read.mistakes))
  return read.file.changes.map(changeLine).join('\n')
}

const reread = (text: string) =>
  readLines(text, {
    on,
    unitsWith: (above) => withChanges(indexUnits(known, []), on, above),
    makeId: () => 'new',
  }).map((line) => ('change' in line ? line.change : [line.wrong, line.about]))

test('a reorganisation saved as a file and opened again means the same changes, each unit by its code or its name of the day', () => {
  const saved = { id: 'r1', on, instrument: '388/NQ-UBTVQH16', changes }
  const text = reorganisationToFile(saved, indexUnits(known, [saved]), ({ kind }) => `nói: ${kind}`)
  const file = JSON.parse(text)
  expect(file).toMatchObject({
    format: 'nhip-cau/reorganisation',
    version: 1,
    on,
    instrument: '388/NQ-UBTVQH16',
  })
  expect(file.changes[3]).toEqual({
    kind: 'split',
    thing: 'park',
    unit: 'KCN Chè Mới',
    into: [{ unit: 'KCN Chè Mới' }, { name: 'KCN Chè Hai' }],
    note: 'nói: split',
  })
  // two of one name are told apart by their ids
  expect(file.changes[4].units).toEqual(['p2'])
  expect(reread(linesOf(text))).toEqual(changes)
})

test.each(['vi', 'en'])('a line in the words of the buttons is read, in %s', (locale) => {
  const words = JSON.parse(readFileSync(`src/app/messages/units.${locale}.json`, 'utf8'))
  const said = (...keys: string[]) => keys.map((key) => words[`units_${key}`] as string).join('; ')
  expect(
    reread(`${said('rename', 'commune')}; 99103; ; Phường
${said('merge', 'commune')}; 99104; 99105
${said('split', 'park')}; p1; p1 | KCN Hai
${said('reparent', 'park')}; p2; 99105
${said('rename', 'organisation')}; o1; ; Chi bộ
${said('rename', 'province')}; 99; ; Tỉnh`),
  ).toMatchObject([
    { kind: 'rename', thing: 'commune' },
    { kind: 'merge' },
    { kind: 'split', thing: 'park' },
    { kind: 'reparent' },
    { thing: 'organisation' },
    { thing: 'province' },
  ])
})
