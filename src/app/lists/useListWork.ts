import { useCallback, useEffect, useRef, useState } from 'react'
import { useDevice, usePorts } from '#app/ports.tsx'
import type { Progress } from '#device/lists/listSession.ts'
import type { OpenListWork } from './openListWork.ts'

export type Step = Parameters<Progress>
type Work = ReturnType<OpenListWork>

/** The worker behind a screen of lists, begun when it is first needed, and how far it is. */
export function useListWork() {
  const device = useDevice()
  const { openLists } = usePorts()
  const [step, setStep] = useState<Step>()
  const open = useRef<Promise<Work>>(undefined)
  useEffect(() => () => void open.current?.then((work) => work.close()), [])
  const run = useCallback(
    async <Value>(ask: (work: Work) => Promise<Value>): Promise<Value> => {
      open.current ??= openLists(device.database.name, (...told) => setStep(told))
      try {
        return await ask(await open.current)
      } finally {
        setStep(undefined)
      }
    },
    [device, openLists],
  )
  return { run, step }
}
