import { expect, test } from 'vitest'
import type { UnitChange } from '#domain/reorganisation.ts'
import { readLines } from '#domain/reorganisationText.ts'
import { indexUnits, withChanges } from '#domain/units.ts'

const on = '2026-09-20'
const commune = (id: string, name: string) => ({
  id,
  provinceCode: '99',
  provinceName: 'Tỉnh Ba Sông',
  names: [{ name, from: '2025-07-01' }],
})
const units = indexUnits(
  {
    communes: [
      commune('99103', 'Xã Bến Sương'),
      commune('99104', 'Xã Vịnh Nắng'),
      commune('99105', 'Xã Gốm Lúa'),
    ],
    parks: [
      { id: 'p1', name: 'KCN Đồi Chè', communeIds: ['99103'] },
      { id: 'p2', name: 'CCN Gốm Hạ', communeIds: ['99105'] },
    ],
    organisations: [
      { id: 'o1', kind: 'jointCell', names: [{ name: 'Chi bộ ghép' }], parents: [], firms: [] },
      { id: 'o2', kind: 'partyCommittee', names: [{ name: 'Đảng ủy A' }], parents: [], firms: [] },
      { id: 'o3', kind: 'partyCommittee', names: [{ name: 'Đảng uỷ A' }], parents: [], firms: [] },
    ],
  },
  [],
)

function read(text: string) {
  let made = 0
  const ground = {
    on,
    unitsWith: (changes: readonly UnitChange[]) => withChanges(units, on, changes),
    makeId: () => `new${(made += 1)}`,
  }
  return readLines(text, ground).map((line) => ('change' in line ? line.change : [line.wrong, line.about]))
}

test('a list as an office types it is read, with or without marks, by code or by name', () => {
  expect(
    read(`# nghị quyết 388
đổi tên; xã; 99103; ; Phường Bến Sương

NHAP;xã;99104,99105;99104;Xã Vịnh Lúa
chuyển; khu; KCN Doi Che; 99103 | 99104
chuyển cấp trên\ttổ chức\tChi bộ ghép\to2`),
  ).toEqual([
    { kind: 'rename', thing: 'commune', id: '99103', name: 'Phường Bến Sương' },
    {
      kind: 'merge',
      thing: 'commune',
      from: ['99104', '99105'],
      into: { id: '99104', name: 'Xã Vịnh Lúa' },
    },
    { kind: 'reparent', thing: 'park', id: 'p1', parentIds: ['99103', '99104'] },
    { kind: 'reparent', thing: 'organisation', id: 'o1', parentIds: ['o2'] },
  ])
})

test('a new commune needs its code and name, a new park its name', () => {
  expect(
    read(`tách; xã; 99103; 99103 | 99106 = Xã Mới
tách; khu; p1; p1 | KCN Đồi Chè 2
tách; xã; 99104; 99104 | Xã Không Mã
tách; xã; 99105; 99105`),
  ).toEqual([
    {
      kind: 'split',
      thing: 'commune',
      from: '99103',
      into: [{ id: '99103' }, { id: '99106', name: 'Xã Mới', begins: true }],
    },
    {
      kind: 'split',
      thing: 'park',
      from: 'p1',
      into: [{ id: 'p1' }, { id: 'new1', name: 'KCN Đồi Chè 2', begins: true }],
    },
    ['nameMissing', 'Xã Không Mã'],
    ['partsMissing', '99105'],
  ])
})

test('a line sees what the lines above it did', () => {
  expect(
    read(`nhập; xã; 99105; 99104
đổi tên; xã; 99105; ; Phường Gốm
tách; xã; 99103; 99103 | 99106 = Xã Mới
chuyển; khu; p1; Xã Mới`),
  ).toMatchObject([
    { kind: 'merge' },
    ['unitEnded', '99105'],
    { kind: 'split' },
    { kind: 'reparent', parentIds: ['99106'] },
  ])
})

test.each([
  ['xóa; xã; 99103', 'verb', 'xóa'],
  ['nhập; huyện; 99103', 'thing', 'huyện'],
  ['đổi tên; xã; 12345; ; Tên', 'unitUnknown', '12345'],
  ['đổi tên; xã; ; ; Tên', 'unitUnknown', ''],
  ['đổi tên; xã; 99103', 'nameMissing', '99103'],
  ['nhập; xã; 99103', 'resultMissing', '99103'],
  ['chuyển; tổ chức; o1; Đảng ủy A', 'unitTwice', 'Đảng ủy A'],
])('«%s» is not read: %s', (line, wrong, about) => {
  expect(read(line)).toEqual([[wrong, about]])
})
