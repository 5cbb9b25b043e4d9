import type { PinClass } from './pinClasses.ts'

/** The pin of a class beside its words. */
export function PinMark({ of: { tone, letter } }: { readonly of: PinClass }) {
  return (
    <span className="map-tone map-mark" data-tone={tone} aria-hidden>
      {letter}
    </span>
  )
}
