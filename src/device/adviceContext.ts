import { adviseFirm, type Advice } from '#domain/advice.ts'
import { aliasesOf, type Aliases } from '#domain/aliases.ts'
import type { Included } from '#domain/facts.ts'
import { foldFirmName } from '#domain/fold.ts'
import type { DatedStage } from '#domain/funnel.ts'
import { rootsOf } from '#domain/joinedOutcomes.ts'
import { liftRecord } from '#domain/lifts.ts'
import { standing, type HistoryBody } from '#domain/merge/history.ts'
import { nameOf, profileOf, textOf, type Profile } from '#domain/profile.ts'
import type { Collection, HistoryRecord, OrganisationRecord } from '#domain/records.ts'
import type { RuleSet } from '#domain/ruleSet.ts'
import { vietnamDay } from '#domain/time.ts'
import type { TrackOverride } from '#domain/track.ts'
import { organisationsOn, placeOn, type Units } from '#domain/units.ts'
import type { Device } from './device.ts'
import { firmViewOf, type FirmView } from './firmView.ts'
import { keyOf, type PageEffect } from './pageEffect.ts'
import { readPending, type PendingDeed } from './pending.ts'
import { ruleSetOfDay } from './ruleSets.ts'
import { unitsFrom } from './units.ts'
import { readFirmViews, readRecords } from './view.ts'

type Outcome = HistoryBody<'outcome'>

/** What the advice for every firm rests on besides the firm itself. */
export interface AdviceContext {
  readonly personId: string
  readonly ruleSet: RuleSet
  readonly units: Units
  /** Key parks by id. */
  readonly keyParks: ReadonlySet<string>
  /** As they are on the day. */
  readonly organisations: readonly OrganisationRecord[]
  readonly outcomes: readonly Outcome[]
  readonly aliases: Aliases
  /** Approved official members of firms that share a cell, for the total of the cell. */
  readonly officialByFirm: ReadonlyMap<string, number>
  /** Today, yyyy-mm-dd. */
  readonly asOf: string
}

/** Reads it as the person sees it, for today or an earlier day; with the `effect` of a page, from the server's records as it will leave them. */
export async function readAdviceContext(
  device: Device,
  effect?: PageEffect,
  asOf = vietnamDay(device.now()),
): Promise<AdviceContext> {
  const pending = effect === undefined ? await readPending(device) : []
  const read = async <Value extends { readonly id: string }>(collection: Collection): Promise<Value[]> => {
    const records = await readRecords<Value>(device, collection, undefined, pending)
    return effect === undefined ? records : recordsOf(collection, records, effect)
  }
  const [ruleSets, parks, units, outcomes, merged] = await Promise.all([
    read<HistoryRecord>('ruleSet'),
    read<HistoryRecord>('park'),
    unitsFrom(read),
    read<HistoryRecord>('outcome'),
    read<HistoryRecord>('alias'),
  ])
  const aliases = aliasesOf(merged)
  const ofRoots = <One extends { readonly firmIds: readonly string[] }>(one: One): One => ({
    ...one,
    firmIds: rootsOf(one.firmIds, aliases.rootOf),
  })
  const organisations = organisationsOn(units, asOf).map(ofRoots)
  const keyParks = parks.filter((record) => standing('park', record)?.isKey === true)
  return {
    personId: device.identity.personId,
    ruleSet: ruleSetOfDay(ruleSets, asOf),
    units,
    keyParks: new Set(keyParks.map((record) => record.id)),
    organisations,
    outcomes: outcomes
      .flatMap((record) => standing('outcome', record) ?? [])
      .filter(({ decidedOn }) => decidedOn <= asOf)
      .map(ofRoots),
    aliases,
    officialByFirm: await readOfficial(device, organisations, pending),
    asOf,
  }
}

/** What the rules say of a firm, from approved visits or with this person's undecided ones. */
export function adviseView(view: FirmView, context: AdviceContext, include: Included): Advice {
  const facts = include === 'approved' ? view.approved : view.own
  const profile = profileOf(view.firm, facts)
  const founding = context.outcomes.find(
    ({ outcome, firmIds, withdrawn }) =>
      outcome === 'cellsEstablished' && withdrawn !== true && firmIds.includes(view.firm.id),
  )
  return adviseFirm({
    firm: view.firm,
    foldedName: foldFirmName(nameOf(profile)),
    facts,
    visits: view.visits,
    include,
    organisations: context.organisations,
    officialByFirm: context.officialByFirm,
    park: { isKey: context.keyParks.has(parkToday(profile, context) ?? '') },
    datedStages: datedStages(view, founding),
    established: founding && { on: founding.decidedOn, joint: founding.firmIds.length > 1 },
    override: overrideOf(view.override),
    ruleSet: context.ruleSet,
    asOf: context.asOf,
  })
}

/** The park a firm lies in today: after a merger, the one its own became part of. */
export function parkToday(profile: Profile, { units, asOf }: AdviceContext): string | undefined {
  const id = textOf(profile, 'parkId')
  return id && placeOn(units, { thing: 'park', id }, asOf).id
}

function overrideOf(record: HistoryRecord | undefined): TrackOverride | undefined {
  const last = record?.entries.at(-1)
  const set = standing('override', record)
  if (last === undefined || set === undefined) return undefined
  return { track: set.track, reason: set.reason, personId: last.personId, on: last.clientTime.slice(0, 10) }
}

async function readOfficial(
  device: Device,
  organisations: readonly OrganisationRecord[],
  pending: readonly PendingDeed[],
): Promise<Map<string, number>> {
  const jointCells = organisations.filter(({ kind }) => kind === 'jointCell')
  const firmIds = [...new Set(jointCells.flatMap((organisation) => organisation.firmIds))]
  const views = firmIds.length === 0 ? [] : await readFirmViews(device, firmIds, pending)
  const official = new Map<string, number>()
  firmIds.forEach((firmId, index) => {
    const value = firmViewOf(firmId, views[index]!, device.identity.personId)?.approved['membersOfficial']
      ?.value
    if (typeof value === 'number') official.set(firmId, value)
  })
  return official
}

function datedStages({ plan }: FirmView, founding: Outcome | undefined): DatedStage[] {
  const stages: DatedStage[] = []
  const planned = plan?.entries.at(-1)
  if (planned !== undefined && planned.body['inApproachPlan'] === true) {
    stages.push({ stage: 'planned', on: planned.clientTime.slice(0, 10) })
  }
  if (founding !== undefined) stages.push({ stage: 'decided', on: founding.decidedOn })
  if (founding?.ceremonyOn !== undefined) stages.push({ stage: 'launched', on: founding.ceremonyOn })
  return stages
}

/** The records of a collection once a page is written. */
function recordsOf<Value extends { readonly id: string }>(
  collection: Collection,
  before: readonly Value[],
  { puts, deletes }: PageEffect,
): Value[] {
  const staying = before.filter(
    ({ id }) => !puts.has(keyOf({ collection, id })) && !deletes.has(keyOf({ collection, id })),
  )
  const arriving = Array.from(puts.values()).filter((put) => put.collection === collection)
  return [...staying, ...arriving.map(({ record }) => liftRecord(collection, record) as Value)]
}
