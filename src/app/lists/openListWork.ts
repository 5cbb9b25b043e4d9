import type { ListWork } from '#device/lists/listWork.ts'
import type { Progress } from '#device/lists/listSession.ts'
import type { FromListWorker, ToListWorker } from '#listWorker.ts'

/** Lists are read, judged and taken in by a worker of their own; ended by `close`. */
export type OpenListWork = (onProgress: Progress) => ListWork & { readonly close: () => void }

export function openListWorker(databaseName: string): OpenListWork {
  return (onProgress) => {
    const worker = new Worker(new URL('../../listWorker.ts', import.meta.url), { type: 'module' })
    const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
    let last = 0
    worker.onmessage = ({ data }: MessageEvent<FromListWorker>) => {
      if (data.kind === 'progress') return onProgress(...data.progress)
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if (data.kind === 'answer') asked?.resolve(data.value as never)
      else asked?.reject(new Error(data.message))
    }
    worker.onerror = ({ message }) => {
      for (const { reject } of waiting.values()) reject(new Error(message))
      waiting.clear()
    }
    const tell = (message: ToListWorker) => worker.postMessage(message)
    tell({ kind: 'open', databaseName })
    const ask =
      <Method extends keyof ListWork>(method: Method) =>
      (...given: Parameters<ListWork[Method]>) =>
        new Promise<never>((resolve, reject) => {
          last += 1
          waiting.set(last, { resolve, reject })
          tell({ kind: 'ask', id: last, method, given })
        })
    return {
      open: ask('open'),
      choose: ask('choose'),
      rows: ask('rows'),
      take: ask('take'),
      planUndo: ask('planUndo'),
      undo: ask('undo'),
      close: () => worker.terminate(),
    }
  }
}
