import { createContext, startTransition, use, useEffect, useState } from 'react'
import type { Device } from '#device/device.ts'
import { readReference, type Reference } from '#device/people.ts'
import { whenIdle } from '#app/ui/whenIdle.ts'
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
    const forget = whenIdle(() => {
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

async function readAround(device: Device): Promise<Around> {
  const [reference, { proposing }] = await Promise.all([readReference(device), loadAdvising(), loadRest()])
  return { reference, propose: await proposing(device) }
}

export const ReferenceContext = createContext<Reference | undefined>(undefined)

export function useReference(): Reference | undefined {
  return use(ReferenceContext)
}
