import { ownerAnswered, valueSaid, type CountedVisit } from './countedVisits.ts'
import type { FieldKey } from './fields.ts'
import { ownerConcerns, type OwnerConcern } from './fields/codes.ts'

/** What whoever leads a firm said of the matter on one day; what was not spoken of is absent. */
export interface Opinion {
  /** yyyy-mm-dd */
  readonly on: string
  readonly stance?: string
  readonly concerns?: readonly OwnerConcern[]
  /** Earlier concerns that are no longer felt. */
  readonly settled?: readonly OwnerConcern[]
}

/** Where somebody stands by a day. */
export interface Voice {
  readonly stance: string | undefined
  readonly open: readonly OwnerConcern[]
  readonly settled: readonly OwnerConcern[]
}

/** The earliest first, as the visits are. Nobody but whoever leads the firm says what they think. */
export function opinionsOf(visits: readonly CountedVisit[]): readonly Opinion[] {
  return visits.filter(ownerAnswered).flatMap((visit) => {
    const stance = valueSaid(visit, 'ownerStance')
    const concerns = concernsSaid(visit, 'ownerConcerns')
    const settled = concernsSaid(visit, 'ownerConcernsSettled')
    if (typeof stance !== 'string' && concerns === undefined && settled === undefined) return []
    return [
      {
        on: visit.on,
        ...(typeof stance === 'string' && { stance }),
        ...(concerns !== undefined && { concerns }),
        ...(settled !== undefined && { settled }),
      },
    ]
  })
}

/** What somebody thinks by a day: the last word on it. */
export function stanceOn(opinions: readonly Opinion[], day: string): string | undefined {
  return opinions.findLast(({ on, stance }) => on <= day && stance !== undefined)?.stance
}

/** The last word on each by a day (yyyy-mm-dd). Whoever is in favour has nothing left to hesitate about. */
export function voiceOn(opinions: readonly Opinion[], day: string): Voice {
  let open: readonly OwnerConcern[] = []
  const settled = new Set<OwnerConcern>()
  for (const said of opinions) {
    if (said.on > day) continue
    const felt = said.concerns ?? open
    const over = said.stance === 'support' ? [...open, ...felt] : (said.settled ?? [])
    for (const concern of felt) settled.delete(concern)
    for (const concern of over) settled.add(concern)
    open = felt.filter((concern) => !settled.has(concern))
  }
  return { stance: stanceOn(opinions, day), open, settled: [...settled] }
}

function concernsSaid(visit: CountedVisit, key: FieldKey): readonly OwnerConcern[] | undefined {
  const said = valueSaid(visit, key)
  if (!Array.isArray(said)) return undefined
  return ownerConcerns.filter((concern) => said.some((one) => one === concern))
}
