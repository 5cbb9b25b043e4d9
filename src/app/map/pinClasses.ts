import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { isSameTrack, trackChoices } from '#app/messages/trackLabels.ts'
import type { MapFirm } from '#device/mapFirms.ts'
import { addMonths } from '#domain/calendar.ts'
import { ownerStances } from '#domain/fields/codes.ts'
import type { TrackRowId } from '#domain/track/table.ts'

export const colourings = ['track', 'stance', 'visit'] as const
/** What the colours of the pins tell. */
export type Colouring = (typeof colourings)[number]

/** A hue and how strong it is: in grey the steps stay, and every pin has its letter. */
export const tones = [
  'accent-3',
  'accent-2',
  'accent-1',
  'info-3',
  'info-2',
  'info-1',
  'text-3',
  'text-2',
  'text-1',
  'warn-3',
  'warn-1',
  'bad-3',
  'none',
] as const
export type Tone = (typeof tones)[number]

/** Firms that the map shows alike. */
export interface PinClass {
  readonly key: string
  readonly label: string
  /** Stands in the pin. */
  readonly letter: string
  readonly tone: Tone
}

const unknown = 'unknown'

export function pinClasses(colouring: Colouring): readonly PinClass[] {
  if (colouring === 'track') return trackClasses()
  return colouring === 'stance' ? stanceClasses() : visitClasses()
}

/** Tells of each firm the key of its class. */
export function classifier(colouring: Colouring, today: string): (firm: MapFirm) => string {
  if (colouring === 'stance') return ({ stance = unknown }) => stance
  if (colouring === 'visit') {
    const since = ages.map(({ months }) => addMonths(today, -months))
    return ({ lastVisitOn }) => ageOf(lastVisitOn, since)
  }
  const shown = trackClasses().map(({ key }) => key as TrackRowId)
  const keys = new Map<TrackRowId, string>()
  return ({ row }) => {
    const key = keys.get(row) ?? shown.find((one) => isSameTrack(one, row)) ?? row
    keys.set(row, key)
    return key
  }
}

const trackTones: Readonly<Record<Exclude<TrackRowId, 'D0' | 'D7'>, Tone>> = {
  D1: 'none',
  D2: 'accent-1',
  D3: 'bad-3',
  D4: 'accent-3',
  D5: 'accent-2',
  D6: 'info-3',
  D6p: 'info-2',
  D8: 'info-1',
  D9: 'text-2',
  D10: 'text-3',
  D11: 'text-1',
}

function trackClasses(): PinClass[] {
  return trackChoices()
    .filter(({ value }) => value in trackTones)
    .map(({ value, label }, index) => ({
      key: value,
      label,
      letter: value === 'D1' ? '?' : String.fromCharCode(64 + index),
      tone: trackTones[value as keyof typeof trackTones],
    }))
}

const stanceTones = ['accent-3', 'accent-1', 'warn-1', 'warn-3', 'bad-3'] as const

function stanceClasses(): PinClass[] {
  const said = ownerStances.map((stance, index) => ({
    key: stance,
    label: optionLabel('ownerStance', stance),
    letter: String.fromCharCode(65 + index),
    tone: stanceTones[index]!,
  }))
  return [...said, { key: unknown, label: m.answer_notKnown(), letter: '?', tone: 'none' }]
}

const ages = [
  { key: 'months3', months: 3, label: m.map_months3, letter: '3', tone: 'accent-3' },
  { key: 'months6', months: 6, label: m.map_months6, letter: '6', tone: 'accent-2' },
  { key: 'months12', months: 12, label: m.map_months12, letter: '12', tone: 'accent-1' },
] as const
const older = 'monthsMore'

function visitClasses(): PinClass[] {
  return [
    ...ages.map(({ key, label, letter, tone }) => ({ key, label: label(), letter, tone })),
    { key: older, label: m.map_monthsMore(), letter: '+', tone: 'warn-1' },
    { key: unknown, label: m.firms_visitedNo(), letter: '?', tone: 'none' },
  ]
}

function ageOf(lastVisitOn: string | undefined, since: readonly string[]): string {
  if (lastVisitOn === undefined) return unknown
  return ages[since.findIndex((day) => lastVisitOn >= day)]?.key ?? older
}
