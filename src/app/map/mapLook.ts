import { tones, type Tone } from './pinClasses.ts'

/** Colours and letters of the theme that stands, as a canvas takes them. */
export interface MapLook {
  readonly tones: Readonly<Record<Tone, { readonly fill: string; readonly ink: string }>>
  readonly text: string
  readonly muted: string
  readonly surface: string
  readonly line: string
  readonly accent: string
  readonly water: string
  readonly waterLine: string
  readonly font: string
  /** Pixels of small letters. */
  readonly small: number
}

/** Reads what styles come to; `samples` holds an element of each tone. */
export function readLook(samples: Element): MapLook {
  const root = getComputedStyle(document.documentElement)
  const value = (name: string) => root.getPropertyValue(name).trim()
  const toneOf = (tone: Tone) => {
    const style = getComputedStyle(samples.querySelector(`[data-tone='${tone}']`) ?? samples)
    return [tone, { fill: style.backgroundColor, ink: style.color }] as const
  }
  return {
    tones: Object.fromEntries(tones.map(toneOf)) as MapLook['tones'],
    text: value('--text'),
    muted: value('--muted'),
    surface: value('--surface'),
    line: value('--line'),
    accent: value('--accent'),
    water: value('--info-soft'),
    waterLine: value('--info'),
    font: value('--font'),
    small: Number.parseFloat(getComputedStyle(samples).fontSize),
  }
}
