import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { useMapChoice, type MapChoice } from './mapChoice.ts'
import type { PinClass } from './pinClasses.ts'
import { PinMark } from './PinMark.tsx'

interface MapLegendProps {
  readonly classes: readonly PinClass[]
  readonly counts: ReadonlyMap<string, number>
  readonly choice: MapChoice
}

/** What each colour and letter means, how many firms are so, and the way to only those. */
export function MapLegend({ classes, counts, choice }: MapLegendProps) {
  const there = classes.filter(({ key }) => counts.has(key) || key === choice.only)
  if (there.length === 0) return null
  const choose = (only: string) => useMapChoice.setState({ only })
  return (
    <Section
      title={m.map_legend()}
      actions={choice.only !== '' && <Button onClick={() => choose('')}>{m.map_allClasses()}</Button>}
    >
      <ul className="map-legend">
        {there.map((one) => {
          const count = counts.get(one.key) ?? 0
          const isOnly = choice.only === one.key
          return (
            <li key={one.key}>
              <button
                type="button"
                className="map-class"
                aria-pressed={isOnly}
                onClick={() => choose(isOnly ? '' : one.key)}
              >
                <PinMark of={one} />
                <span className="map-class-label">{one.label}</span>{' '}
                <span className="map-class-count">{formatNumber(count, getLocale())}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
