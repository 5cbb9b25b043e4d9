import { scaleBand, scaleLinear } from 'd3-scale'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatNumber } from '#app/ui/format.ts'

export interface Bar {
  readonly key: string
  readonly label: string
  readonly value: number
}

interface BarPlotProps {
  readonly bars: readonly Bar[]
  /** Columns over time, or one line a thing. */
  readonly direction: 'up' | 'along'
}

// heights in px, widths in per cent: words stay as large on a phone as on a tablet
const lineHeight = 50
const labelHeight = 23
const barHeight = 14
const longestBar = 88
const columnsHeight = 180
const axisHeight = 22

/** A picture of numbers that stand in a table beside it: whoever does not see it misses nothing. */
export function BarPlot({ bars, direction }: BarPlotProps) {
  return direction === 'along' ? <Lines bars={bars} /> : <Columns bars={bars} />
}

function Lines({ bars }: Pick<BarPlotProps, 'bars'>) {
  const along = scaleLinear([0, mostOf(bars)], [0, longestBar])
  return (
    <svg className="plot" height={bars.length * lineHeight} aria-hidden>
      {bars.map(({ key, label, value }, index) => {
        const top = index * lineHeight
        return (
          <g key={key}>
            <text className="plot-label" y={top + labelHeight - 7}>
              {label}
            </text>
            <rect
              className="plot-bar"
              y={top + labelHeight}
              width={`${along(value)}%`}
              height={barHeight}
              rx={3}
            />
            <text
              className="plot-number"
              x={`${along(value)}%`}
              dx={6}
              y={top + labelHeight + barHeight / 2}
              dominantBaseline="central"
            >
              {formatNumber(value, getLocale())}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function Columns({ bars }: Pick<BarPlotProps, 'bars'>) {
  const band = scaleBand(
    bars.map(({ key }) => key),
    [0, 100],
  ).padding(0.25)
  const up = scaleLinear([0, mostOf(bars)], [columnsHeight, axisHeight])
  return (
    <svg className="plot" height={columnsHeight + axisHeight} aria-hidden>
      {bars.map(({ key, label, value }) => {
        const [x, middle] = [`${band(key)!}%`, `${band(key)! + band.bandwidth() / 2}%`]
        const top = up(value)
        return (
          <g key={key} className="plot-column">
            <rect
              className="plot-bar"
              x={x}
              y={top}
              width={`${band.bandwidth()}%`}
              height={columnsHeight - top}
              rx={3}
            />
            <text className="plot-number" x={middle} y={top - 6} textAnchor="middle">
              {value === 0 ? '' : formatNumber(value, getLocale())}
            </text>
            <text className="plot-label" x={middle} y={columnsHeight + axisHeight - 5} textAnchor="middle">
              {label}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function mostOf(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map(({ value }) => value))
}
