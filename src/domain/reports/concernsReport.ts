import { ownerConcerns, type OwnerConcern } from '#domain/fields/codes.ts'
import { firmsCell, type ReportCell } from './report.ts'
import type { ReportFirm } from './reportFirm.ts'

/** What stands in the way besides the owner's concerns. */
export const obstacles = ['refused', 'hardAccess', 'postponed', 'request'] as const
export type Obstacle = (typeof obstacles)[number]

export interface ConcernLine {
  readonly what: OwnerConcern | Obstacle
  readonly cells: Readonly<Record<string, ReportCell>>
}

/** How many owners have which concern, since when and until when; then other obstacles as they stand. */
export function concernLines(firms: readonly ReportFirm[]): readonly ConcernLine[] {
  const concerns = ownerConcerns.map((what): ConcernLine => {
    const firmsWith = (list: keyof ReportFirm['concerns']) =>
      firmsCell(firms.filter(({ concerns: told }) => told[list].includes(what)))
    return {
      what,
      cells: { raised: firmsWith('raised'), settled: firmsWith('settled'), open: firmsWith('open') },
    }
  })
  const others = obstacles.map((what): ConcernLine => {
    return { what, cells: { open: firmsCell(firms.filter(stands[what])) } }
  })
  return [...concerns, ...others]
}

const stands: Readonly<Record<Obstacle, (firm: ReportFirm) => boolean>> = {
  refused: ({ asides }) => asides.includes('refused'),
  hardAccess: ({ key }) => key.access === 'hard',
  postponed: ({ asides }) => asides.includes('postponed'),
  request: ({ planned }) => planned.some(({ action }) => action === 'request'),
}
