import { scaleBand, scaleLinear } from 'd3-scale'

interface StackPlotProps {
  /** From the bottom up; each has a shade of its own. */
  readonly parts: readonly { readonly key: string; readonly label: string }[]
  readonly columns: readonly {
    readonly key: string
    readonly label: string
    /** One a part. */
    readonly values: readonly number[]
  }[]
}

const height = 180
const axisHeight = 22

/** Columns of parts over time, in shades of one hue with a line between; the numbers stand in a table beside it. */
export function StackPlot({ parts, columns }: StackPlotProps) {
  const band = scaleBand(
    columns.map(({ key }) => key),
    [0, 100],
  ).padding(0.25)
  const totals = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const up = scaleLinear([0, Math.max(1, ...totals)], [height, axisHeight])
  return (
    <div aria-hidden>
      <svg className="plot" height={height + axisHeight}>
        {columns.map(({ key, label, values }, column) => {
          const middle = `${band(key)! + band.bandwidth() / 2}%`
          return (
            <g key={key}>
              {values.map((value, part) => {
                const below = values.slice(0, part).reduce((sum, one) => sum + one, 0)
                const top = up(below + value)
                return (
                  value > 0 && (
                    <rect
                      key={parts[part]!.key}
                      className="plot-part"
                      data-part={part}
                      x={`${band(key)!}%`}
                      y={top}
                      width={`${band.bandwidth()}%`}
                      height={up(below) - top}
                    />
                  )
                )
              })}
              <text className="plot-number" x={middle} y={up(totals[column]!) - 6} textAnchor="middle">
                {totals[column] === 0 ? '' : totals[column]}
              </text>
              <text className="plot-label" x={middle} y={height + axisHeight - 5} textAnchor="middle">
                {label}
              </text>
            </g>
          )
        })}
      </svg>
      <ul className="plot-key">
        {parts.toReversed().map(({ key, label }) => (
          <li key={key}>
            <svg width={16} height={16}>
              <rect
                className="plot-part"
                data-part={parts.findIndex((part) => part.key === key)}
                width={16}
                height={16}
              />
            </svg>
            {label}
          </li>
        ))}
      </ul>
    </div>
  )
}
