import type { CountedFirm } from '#domain/overview.ts'
import { msOfId } from '#domain/ids.ts'
import { vietnamDay } from '#domain/time.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import type { FirmCard } from './firmCard.ts'

export interface Overview {
  /** All firms of the list, those only proposed left out. */
  readonly firms: readonly CountedFirm[]
  readonly names: ReadonlyMap<string, string>
  /** The day each visit was begun, yyyy-mm-dd; those taken out are not among them. */
  readonly visitDays: readonly string[]
}

/** What the overview counts, from the cards and from the visits' keys alone: no visit is opened. */
export async function readOverview(device: Device): Promise<Overview> {
  const { base } = device.database
  const [cards, ...visits] = await Promise.all([
    readCards(device),
    ...(['submitted', 'returned', 'approved'] as const).map((state) =>
      base.where({ collection: 'visit', state }).primaryKeys(),
    ),
  ])
  const listed = cards.filter(({ proposed }) => !proposed)
  return {
    firms: listed.map(countedFirm),
    names: new Map(listed.map(({ id, name }) => [id, name])),
    visitDays: visits.flat().flatMap(([, id]) => {
      const ms = msOfId(id)
      return ms === undefined ? [] : [vietnamDay(ms)]
    }),
  }
}

function countedFirm({ id, parkId, advice }: FirmCard): CountedFirm {
  const { row, org, reached, key } = advice
  const hasOrganisation = org === 'own' || org === 'joint'
  return { id, parkId, row, surveyed: key.surveyed, hasOrganisation, access: key.access, reached }
}
