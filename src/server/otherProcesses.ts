import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { mostNewsBytes, type Store } from './store/contract.ts'

const changedSchema = z.object({
  unitId: z.string(),
  scopeKeys: z.array(z.string()),
  personIds: z.array(z.string()),
})
/** What a commit changed: sets of records, and views of persons. */
export type Changed = Readonly<z.infer<typeof changedSchema>>

const messageSchema = z.discriminatedUnion('kind', [
  z.extend(changedSchema, { kind: z.literal('commit'), from: z.string() }),
  z.object({ kind: z.literal('end'), from: z.string(), personId: z.string() }),
])
type Message = z.infer<typeof messageSchema>

interface Hearing {
  readonly onCommit: (changed: Changed) => void
  /** A person's streams are to end. */
  readonly onEnd: (personId: string) => void
  /** Something may have been missed. */
  readonly onGap: () => void
}

/** The other processes on the same database, whose event streams must hear of this one's commits. */
export function createOthers({ news }: Pick<Store, 'news'>, { onCommit, onEnd, onGap }: Hearing) {
  const from = randomUUID()
  news.hear((text) => {
    const message = text === undefined ? undefined : readMessage(text)
    if (message === undefined) onGap()
    else if (message.from === from) return
    else if (message.kind === 'commit') onCommit(message)
    else onEnd(message.personId)
  })

  async function tell(message: Message): Promise<void> {
    const text = JSON.stringify(message)
    if (Buffer.byteLength(text) <= mostNewsBytes || message.kind === 'end') return news.tell(text)
    for (const half of halves(message)) await tell({ ...message, ...half })
  }

  return {
    tellCommit: (changed: Changed) => tell({ from, kind: 'commit', ...changed }),
    tellEnd: (personId: string) => tell({ from, kind: 'end', personId }),
  }
}

/** Undefined for what another version of the server may have meant. */
function readMessage(text: string): Message | undefined {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** What is too much for one message is told in several. */
function halves({ scopeKeys, personIds }: Changed): Pick<Changed, 'scopeKeys' | 'personIds'>[] {
  const half = <Item>(list: readonly Item[], side: 0 | 1) => {
    const middle = Math.ceil(list.length / 2)
    return side === 0 ? list.slice(0, middle) : list.slice(middle)
  }
  return ([0, 1] as const).map((side) => {
    return { scopeKeys: half(scopeKeys, side), personIds: half(personIds, side) }
  })
}
