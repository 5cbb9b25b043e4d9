import './StepProgress.css'
import { useId, type CSSProperties } from 'react'
import { m } from '#app/messages/compiled/messages.js'

export interface Step {
  readonly name: string
  /** 0 to 1. */
  readonly share: number
}

export interface StepProgressProps {
  readonly steps: readonly Step[]
  /** Index of the step one is in. */
  readonly current: number
}

/** One segment a section, and in words which one this is. */
export function StepProgress({ steps, current }: StepProgressProps) {
  const id = useId()
  const done = steps.reduce((sum, step) => sum + step.share, 0)
  return (
    <div className="steps">
      <progress
        className="visually-hidden"
        aria-labelledby={id}
        max={steps.length}
        value={Math.round(done * 10) / 10}
      />
      <div className="steps-bar" aria-hidden>
        {steps.map((step, index) => (
          <span
            key={step.name}
            className="steps-segment"
            data-current={index === current || undefined}
            style={fill(step.share)}
          />
        ))}
      </div>
      <div id={id} className="steps-text">
        {m.ui_partOf({ n: current + 1, total: steps.length, name: steps[current]?.name ?? '' })}
      </div>
    </div>
  )
}

export interface ProgressBarProps {
  readonly label: string
  readonly value: number
  readonly max: number
  /** The same in words: «4/6 phần · 12 phút trước». */
  readonly text?: string | undefined
}

export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  return (
    <div className="progress">
      <progress className="visually-hidden" aria-label={label} max={max} value={Math.min(value, max)} />
      <div className="steps-segment progress-bar" aria-hidden style={fill(max > 0 ? value / max : 0)} />
      {text !== undefined && <div className="progress-text">{text}</div>}
    </div>
  )
}

function fill(share: number): CSSProperties {
  return { '--share': Math.min(1, Math.max(0, share)) } as CSSProperties
}
