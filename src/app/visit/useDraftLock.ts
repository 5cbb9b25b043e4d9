import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { answerOthers, askOthers, hold, letGo } from './draftLock.ts'

/** `waiting` for a moment at the start; `elsewhere` when another tab has this form open. */
export type DraftLock = 'waiting' | 'held' | 'elsewhere'

/**
 * Holds the Web Lock `draft:<visitId>` while the form is open: one form, one writer. `takeOver` asks the tab that
 * has it to put everything on disk and let go; `onLetGo` is what this tab does when it is asked; `known` is the lock
 * where somebody asked for it before there was a screen.
 */
export function useDraftLock(visitId: string, onLetGo: () => Promise<void>, known: DraftLock = 'waiting') {
  const [lock, setLock] = useState(known)
  const [isAsked] = useState(known !== 'waiting')

  useLayoutEffect(() => {
    let left = false
    const asked = isAsked ? undefined : hold(visitId)
    void asked?.then((granted) => {
      if (!left) setLock(granted ? 'held' : 'elsewhere')
      else if (granted) letGo(visitId)
    })
    return () => {
      left = true
      letGo(visitId)
    }
  }, [visitId, isAsked])

  useEffect(() => {
    if (lock !== 'held') return
    return answerOthers(visitId, async () => {
      await onLetGo()
      letGo(visitId)
      setLock('elsewhere')
    })
  }, [lock, visitId, onLetGo])

  const takeOver = useCallback(async () => {
    askOthers(visitId)
    if (await hold(visitId, 3_000)) setLock('held')
  }, [visitId])

  return { lock, takeOver }
}
