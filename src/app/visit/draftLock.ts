/** Locks this page holds, by visit; released a moment late, so that a screen mounted again at once keeps its own. */
const held = new Map<string, { users: number; release: () => void }>()

/** Resolves true once the lock is this page's; false when somebody else has it (still, after `patienceMs`). */
export async function hold(visitId: string, patienceMs = 0): Promise<boolean> {
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

export function letGo(visitId: string): void {
  const mine = held.get(visitId)
  if (mine === undefined) return
  mine.users -= 1
  setTimeout(() => {
    if (mine.users > 0 || held.get(visitId) !== mine) return
    held.delete(visitId)
    mine.release()
  })
}

export function askOthers(visitId: string): void {
  const channel = new BroadcastChannel(`draft:${visitId}`)
  channel.postMessage('letGo')
  channel.close()
}

export function answerOthers(visitId: string, letGoOf: () => Promise<void>): () => void {
  if (!('BroadcastChannel' in globalThis)) return () => undefined
  const channel = new BroadcastChannel(`draft:${visitId}`)
  channel.addEventListener('message', () => void letGoOf())
  return () => channel.close()
}

/** Resolves once no form is open in this tab. */
export async function untilNoForm(): Promise<void> {
  for (const visitId of held.keys()) await navigator.locks.request(`draft:${visitId}`, () => undefined)
}
