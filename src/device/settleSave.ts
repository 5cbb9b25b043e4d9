import { refuse, succeed, type Result } from '#domain/result.ts'

const patienceMs = 10_000

/**
 * Waits for a transaction, which alone says that something is on disk. Never longer than 10 s: a save that
 * neither settles nor fails is reported as not saved. A full disk may show as a bare AbortError.
 */
export async function settleSave<Value>(transaction: PromiseLike<Value>): Promise<Result<Value>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs)
  })
  try {
    const outcome = await Promise.race([Promise.resolve(transaction).then((value) => ({ value })), patience])
    return outcome === 'late' ? refuse('notSaved') : succeed(outcome.value)
  } catch (error) {
    return refuse(isQuota(error) ? 'storageFull' : 'notSaved', { parameters: { detail: String(error) } })
  } finally {
    clearTimeout(timer)
  }
}

function isQuota(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const inner = (error as { inner?: unknown }).inner
  return (
    error.name === 'QuotaExceededError' || (inner instanceof Error && inner.name === 'QuotaExceededError')
  )
}
