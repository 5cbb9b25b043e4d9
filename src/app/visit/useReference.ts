import { createContext, startTransition, use, useEffect, useState } from 'react'
import type { Device } from '#device/device.ts'
import { readReference, type Reference } from '#device/people.ts'
import { loadAdvising, loadRest } from './later.ts'
import type { Propose } from './layout.ts'

interface Around {
  readonly reference: Reference
  readonly propose: Propose
}

/** Names of people and parks, and what the advice rests on: read after the form stands, which does not wait. */
export function useReadAround(device: Device): Around | undefined {
  const [around, setAround] = useState<Around>()
  useEffect(() => {
    let left = false
    const forget = afterPaint(() => {
      void readAround(device).then((read) => {
        if (!left) startTransition(() => setAround(read))
      })
    })
    return () => {
      left = true
      forget()
    }
  }, [device])
  return around
}

/** Once the browser has drawn what there is; returns how to call it off. */
function afterPaint(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(work, { timeout: 500 })
  return () => cancelIdleCallback(idle)
}

async function readAround(device: Device): Promise<Around> {
  const [reference, { proposing }] = await Promise.all([readReference(device), loadAdvising(), loadRest()])
  return { reference, propose: await proposing(device) }
}

export const ReferenceContext = createContext<Reference | undefined>(undefined)

export function useReference(): Reference | undefined {
  return use(ReferenceContext)
}
