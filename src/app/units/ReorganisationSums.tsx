import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { FirmsBehind, FirmsFigure, type Behind } from '#app/overview/FirmsBehind.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatDate } from '#app/ui/format.ts'
import type { FirmPlaces } from '#device/reorganisations.ts'
import { firmsByPlace } from '#domain/placeSums.ts'
import type { UnitChange, UnitThing } from '#domain/reorganisation.ts'
import { addDays } from '#domain/time.ts'
import { nameOn, type Units } from '#domain/units.ts'

interface ReorganisationSumsProps {
  readonly firms: readonly FirmPlaces[]
  readonly before: Units
  readonly after: Units
  /** yyyy-mm-dd */
  readonly on: string
  readonly changes: readonly UnitChange[]
}

/** Firms by unit on the day before and on the day; every number opens its firms, and the whole stays the same. */
export function ReorganisationSums(props: ReorganisationSumsProps) {
  const [behind, setBehind] = useState<Behind>()
  const names = new Map(props.firms.map(({ id, name }) => [id, name]))
  const things = (['commune', 'park'] as const).filter((thing) =>
    props.changes.some((change) => change.thing === thing),
  )
  return (
    <>
      {things.map((thing) => (
        <Sums key={thing} {...props} thing={thing} onOpen={setBehind} />
      ))}
      {behind !== undefined && <FirmsBehind {...behind} names={names} onClose={() => setBehind(undefined)} />}
    </>
  )
}

interface SumsProps extends ReorganisationSumsProps {
  readonly thing: Extract<UnitThing, 'commune' | 'park'>
  readonly onOpen: (behind: Behind) => void
}

function Sums({ firms, before, after, on, thing, onOpen }: SumsProps) {
  const places = firms.map(({ places: { parkId, siteCommuneId } }) =>
    thing === 'park' ? parkId : siteCommuneId,
  )
  const dayBefore = addDays(on, -1)
  const sums = [
    { units: before, day: dayBefore, places: firmsByPlace(before, thing, dayBefore, places) },
    { units: after, day: on, places: firmsByPlace(after, thing, on, places) },
  ]
  const rows = sums.flatMap(({ units, day, places: counted }) =>
    counted.map(({ placeId, firmIds, undecidedIds }) => ({
      key: `${day} ${placeId ?? ''}`,
      day,
      name: (placeId && nameOn(units, { thing, id: placeId }, day)) ?? placeId ?? m.answer_notKnown(),
      firmIds,
      undecidedIds,
    })),
  )
  return (
    <DataTable
      caption={thing === 'park' ? m.units_sumsOfParks() : m.units_sumsOfCommunes()}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: 'name', header: m.units_unit(), cell: ({ name }) => name },
        { key: 'day', header: m.units_day(), cell: ({ day }) => formatDate(day, getLocale()) },
        {
          key: 'firms',
          header: m.nav_firms(),
          align: 'end',
          cell: ({ name, firmIds }) => <FirmsFigure title={name} firmIds={firmIds} onOpen={onOpen} />,
        },
        {
          key: 'undecided',
          header: m.units_undecided(),
          align: 'end',
          cell: ({ name, undecidedIds }) => (
            <FirmsFigure title={`${name}: ${m.units_undecided()}`} firmIds={undecidedIds} onOpen={onOpen} />
          ),
        },
      ]}
    />
  )
}
