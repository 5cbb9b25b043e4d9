import type { Bunch } from './bunches.ts'
import type { MapLook } from './mapLook.ts'
import type { PinClass } from './pinClasses.ts'

/** From its middle to where a tap still reaches it. */
export const reachPixels = 30

/** One firm as a disc with the letter of its class; several as their number in a ring of their classes. */
export function drawBunch(
  context: CanvasRenderingContext2D,
  { size, counts }: Bunch,
  classes: ReadonlyMap<string, PinClass>,
  look: MapLook,
): void {
  const parts = [...classes.values()].filter(({ key }) => (counts[key] ?? 0) > 0)
  const [first] = parts
  if (first === undefined) return
  const radius = size === 1 ? 13 : Math.min(30, 17 + Math.log2(size) * 1.5)
  if (size === 1) {
    disc(context, radius, look.tones[first.tone].fill, look.text)
    return letters(context, first.letter, look.tones[first.tone].ink, look)
  }
  let from = -Math.PI / 2
  for (const { key, tone } of parts) {
    const to = from + ((counts[key] ?? 0) / size) * 2 * Math.PI
    context.beginPath()
    context.moveTo(0, 0)
    context.arc(0, 0, radius, from, to)
    context.closePath()
    context.fillStyle = look.tones[tone].fill
    context.fill()
    // a line between the parts, so that grey tells them apart too
    if (parts.length > 1) outline(context, look.text, 1)
    from = to
  }
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  outline(context, look.text, 1.5)
  disc(context, radius - 7, look.surface, look.text)
  letters(context, size < 10_000 ? String(size) : `${Math.round(size / 1000)}k`, look.text, look)
}

/** A park: a diamond, and its name beneath. */
export function drawPark(context: CanvasRenderingContext2D, name: string, look: MapLook): void {
  context.beginPath()
  for (const [x, y] of [
    [0, -9],
    [9, 0],
    [0, 9],
    [-9, 0],
  ] as const)
    context.lineTo(x, y)
  context.closePath()
  context.fillStyle = look.surface
  context.fill()
  outline(context, look.accent, 2)
  context.font = `600 ${look.small}px ${look.font}`
  context.textAlign = 'center'
  context.textBaseline = 'top'
  context.lineJoin = 'round'
  context.strokeStyle = look.surface
  context.lineWidth = 4
  context.strokeText(name, 0, nameBelow)
  context.fillStyle = look.text
  context.fillText(name, 0, nameBelow)
}

/** Beneath the largest ring. */
const nameBelow = 32

/** Where something is to be put. */
export function drawAim(context: CanvasRenderingContext2D, look: MapLook): void {
  context.beginPath()
  context.arc(0, 0, 16, 0, 2 * Math.PI)
  for (const [x, y] of [
    [0, 1],
    [1, 0],
  ] as const) {
    context.moveTo(-24 * x, -24 * y)
    context.lineTo(24 * x, 24 * y)
  }
  outline(context, look.surface, 6)
  outline(context, look.accent, 2.5)
}

function disc(context: CanvasRenderingContext2D, radius: number, fill: string, line: string): void {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
  outline(context, line, 1.5)
}

function outline(context: CanvasRenderingContext2D, colour: string, width: number): void {
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function letters(context: CanvasRenderingContext2D, text: string, ink: string, look: MapLook): void {
  context.font = `600 13px ${look.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = ink
  context.fillText(text, 0, 1)
}
