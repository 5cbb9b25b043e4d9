import type { PullAnswer, PushAnswer } from '#protocol/sync.ts'
import type { Exchange } from '../network.ts'
import type { WireAnswer } from '../wireDamage.ts'
import type { SimulatedWorld } from '../world.ts'
import type { ServerWatch } from './serverWatch.ts'

/** I15, and what answers tell of faults: looks at what the server says before anything befalls it. */
export function createAnswerWatch(world: SimulatedWorld, watchOf: () => ServerWatch) {
  const arrivedAt = new Map<Exchange, number>()
  const pushing = new Set<Exchange>()
  /** Where the scopes stood when a page that was not the last one went out, by caller. */
  const pages = new Map<object, number>()

  function onArrival(exchange: Exchange): void {
    arrivedAt.set(exchange, watchOf().views.length - 1)
    if (exchange.path.endsWith('/push')) {
      if (pushing.size > 0) world.hit('pushesInterleaved')
      pushing.add(exchange)
    }
    if (!exchange.path.endsWith('/pull')) return
    const { thread, personId } = exchange.caller
    const before = pages.get(thread)
    pages.delete(thread)
    if (
      before !== undefined &&
      scopeText(before, personId) !== scopeText(watchOf().views.length - 1, personId)
    )
      world.hit('scopeChangedMidPage')
  }

  function scopeText(at: number, personId: string): string {
    return [...(watchOf().views[at]?.scopes.get(personId) ?? [])].toSorted().join()
  }

  function onAnswer(exchange: Exchange, { status, body }: WireAnswer): void {
    const from = arrivedAt.get(exchange) ?? 0
    arrivedAt.delete(exchange)
    pushing.delete(exchange)
    if (status !== 200 || body === null) return
    if (exchange.path.endsWith('/push')) return noteReceipts(JSON.parse(body) as PushAnswer)
    if (exchange.path.endsWith('/pull') || exchange.path.endsWith('/fetch'))
      lookAtChanges(exchange, from, JSON.parse(body) as PullAnswer)
    if (exchange.path.endsWith('/list'))
      lookAtKeys(exchange, from, JSON.parse(body) as { keys: [string, string][] })
  }

  function noteReceipts({ receipts }: PushAnswer): void {
    if (receipts.some(({ problem }) => problem === 'unknownKind')) world.hit('newerKindHeld')
  }

  function lookAtChanges({ caller }: Exchange, from: number, { changes, more }: PullAnswer): void {
    if (more) pages.set(caller.thread, watchOf().views.length - 1)
    const allowed = allowedScopes(from, caller.personId)
    for (const change of changes) {
      if (change.kind !== 'record') continue
      const isAllowed = allowed.has('*') || (allowed.has(change.scope) && isIn(change.scope, change))
      world.check('I15', isAllowed, () => `${change.collection}/${change.id} was sent to ${caller.personId}`)
    }
  }

  /** The set that an answer names is the one that the record belongs, or belonged, to. */
  function isIn(
    scope: string,
    { collection, id }: { readonly collection: string; readonly id: string },
  ): boolean {
    const rows = world.server.query<{ scope_key: string }>(
      'select scope_key from record where collection = ? and id = ?',
      collection,
      id,
    )
    return rows.some(({ scope_key: key }) => key === scope)
  }

  function lookAtKeys(
    { caller }: Exchange,
    from: number,
    { keys }: { readonly keys: readonly [string, string][] },
  ): void {
    const allowed = allowedScopes(from, caller.personId)
    for (const [collection, id] of keys) {
      const rows = world.server.query<{ scope_key: string }>(
        'select scope_key from record where collection = ? and id = ?',
        collection,
        id,
      )
      const isAllowed = allowed.has('*') || rows.some(({ scope_key: key }) => allowed.has(key))
      world.check('I15', isAllowed, () => `${collection}/${id} was listed for ${caller.personId}`)
    }
  }

  /** All that the person saw at some moment while the request was at the server. */
  function allowedScopes(from: number, personId: string): Set<string> {
    return new Set(
      watchOf()
        .views.slice(from)
        .flatMap(({ scopes }) => [...(scopes.get(personId) ?? [])]),
    )
  }

  return { onArrival, onAnswer, isMidPage: () => pages.size > 0 }
}
