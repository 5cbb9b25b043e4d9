import { chance, pick, type SimulatedWorld } from './world.ts'

/** A list of firms as an office got it; several tablets may take in the same one. */
export interface ListFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: readonly ListedFirm[]
}

interface ListedFirm {
  readonly name: string
  readonly code: string
}

const heading = 'STT,Tên doanh nghiệp,Mã số thuế,Địa chỉ,KCN,Ngành nghề'
const parks = ['Khu công nghiệp 1', 'KCN Khu công nghiệp 2', '', 'Khu công nghiệp 3', 'nơi không ai biết']

/** A new list: firms nobody knows, firms that are there under a name alone, and some of earlier lists. */
export function makeListFile(world: SimulatedWorld): ListFile {
  const { dice } = world
  const lists = world.lists!
  const [number, most] = [lists.length + 1, pick(dice, [3, 6, 12, 30])!]
  const rows = Array.from(
    { length: 1 + Math.floor(dice.random() * most) },
    (_, row) => (chance(dice, 0.6) ? undefined : knownFirm(world)) ?? freshFirm(number, row),
  )
  const text = rows.map(({ name, code }, index) =>
    [
      index + 1,
      name,
      code,
      `Lô ${number}-${index}`,
      pick(dice, parks),
      pick(dice, ['May', 'Dệt', '']),
    ].join(),
  )
  const bytes = Uint8Array.from(new TextEncoder().encode([heading, ...text].join('\n')))
  const file = { name: `danh-sach-${number}.csv`, bytes, rows }
  lists.push(file)
  return file
}

function freshFirm(list: number, row: number): ListedFirm {
  // one word with digits, or lists would have firms of the same words in another order
  return { name: `Công ty Danh Sách L${list}S${row}`, code: String(9_900_000_000 + list * 1000 + row) }
}

function knownFirm({ dice, lists, template }: SimulatedWorld): ListedFirm | undefined {
  const number = Math.floor(dice.random() * template.firmIds.length) + 1
  const known = { name: `Công ty Mẫu ${number}`, code: String(9_800_000_000 + number) }
  return chance(dice, 0.6)
    ? known
    : pick(
        dice,
        lists!.flatMap(({ rows }) => rows),
      )
}
