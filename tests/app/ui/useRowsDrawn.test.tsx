import { act, cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useRowsDrawn } from '#app/ui/useRowsDrawn.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

interface RowsProps {
  readonly wanted: number
  readonly name?: string
  readonly atOnce?: number
}

function Rows({ wanted, name, atOnce }: RowsProps) {
  const drawn = useRowsDrawn(wanted, name, atOnce)
  const rows = Array.from({ length: drawn }, (_, index) => <li key={index}>{index}</li>)
  return <ul>{rows}</ul>
}

function drawnNow(): number {
  return screen.queryAllByRole('listitem').length
}

/** Lets what was put off happen, and what that puts off in turn, until nothing more comes. */
function drawAll(): number[] {
  const seen: number[] = []
  while (vi.getTimerCount() > 0) {
    void act(() => {
      vi.runOnlyPendingTimers()
    })
    seen.push(drawnNow())
  }
  return seen
}

test('a long list is drawn a few rows at a time, to its end and no further', () => {
  const { rerender } = render(<Rows wanted={35} />)
  expect(drawnNow()).toBe(10)
  const seen = drawAll()
  expect(new Set(seen)).toEqual(new Set([20, 30, 35]))
  rerender(<Rows wanted={3} />)
  expect(drawnNow()).toBe(3)
})

test('the first rows of more are there at once, so that one can take the focus', () => {
  const { rerender } = render(<Rows wanted={50} />)
  drawAll()
  rerender(<Rows wanted={100} />)
  expect(drawnNow()).toBe(60)
  drawAll()
  expect(drawnNow()).toBe(100)
})

test('another list begins with a few rows, the same one goes on with all it had', () => {
  const { rerender } = render(<Rows wanted={50} name="dệt" />)
  drawAll()
  rerender(<Rows wanted={49} name="dệt" />)
  expect(drawnNow()).toBe(49)
  rerender(<Rows wanted={50} name="dệt may" />)
  expect(drawnNow()).toBe(10)
  drawAll()
  expect(drawnNow()).toBe(50)
})

test('parts that each take long are drawn one in a task', () => {
  render(<Rows wanted={3} atOnce={1} />)
  expect(drawnNow()).toBe(1)
  expect(drawAll()).toEqual([2, 3, 3])
})
