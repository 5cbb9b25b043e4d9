import { useCallback, useEffect, useState } from 'react'

/** `waiting` for a moment at the start; `elsewhere` when another tab has this form open. */
export type DraftLock = 'waiting' | 'held' | 'elsewhere'

/** Locks this page holds, by visit; released a moment late, so that a screen mounted again at once keeps its own. */
const held = new Map<string, { users: number; release: () => void }>()

/**
 * Holds the Web Lock `draft:<visitId>` while the form is open: one form, one writer. `takeOver` asks the tab that
 * has it to put everything on disk and let go; `onLetGo` is what this tab does when it is asked.
 */
export function useDraftLock(visitId: string, onLetGo: () => Promise<void>) {
  const [lock, setLock] = useState<DraftLock>('waiting')

  useEffect(() => {
    let left = false
    void hold(visitId).then((granted) => {
      if (!left) setLock(granted ? 'held' : 'elsewhere')
      else if (granted) letGo(visitId)
    })
    return () => {
      left = true
      letGo(visitId)
    }
  }, [visitId])

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

/** Resolves true once the lock is this page's; false when somebody else has it (still, after `patienceMs`). */
async function hold(visitId: string, patienceMs = 0): Promise<boolean> {
  const mine = held.get(visitId)
  if (mine !== undefined) {
    mine.users += 1
    return true
  }
  if (!('locks' in navigator)) return true
  return new Promise((resolve) => {
    const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true }
    const asked = navigator.locks.request(`draft:${visitId}`, options, (granted) => {
      if (granted === null) return resolve(false)
      return new Promise<void>((release) => {
        held.set(visitId, { users: 1, release })
        resolve(true)
      })
    })
    asked.catch(() => resolve(false))
  })
}

function letGo(visitId: string): void {
  const mine = held.get(visitId)
  if (mine === undefined) return
  mine.users -= 1
  setTimeout(() => {
    if (mine.users > 0 || held.get(visitId) !== mine) return
    held.delete(visitId)
    mine.release()
  })
}

function askOthers(visitId: string): void {
  const channel = new BroadcastChannel(`draft:${visitId}`)
  channel.postMessage('letGo')
  channel.close()
}

function answerOthers(visitId: string, letGoOf: () => Promise<void>): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => undefined
  const channel = new BroadcastChannel(`draft:${visitId}`)
  channel.addEventListener('message', () => void letGoOf())
  return () => channel.close()
}
