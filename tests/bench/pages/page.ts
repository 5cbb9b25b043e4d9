import { runTask, type TaskCall } from './tasks.ts'

export interface BenchPage {
  readonly here: (call: TaskCall) => Promise<unknown>
  /** The same in a dedicated worker, one at a time. */
  readonly inWorker: (call: TaskCall) => Promise<unknown>
}

const worker = new Worker('/bench/worker.js', { type: 'module' })

const page: BenchPage = {
  here: runTask,
  inWorker: (call) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<{ value: unknown } | { error: string }>) => {
        if ('error' in data) reject(new Error(data.error))
        else resolve(data.value)
      }
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage(call)
    }),
}

Object.assign(globalThis, { bench: page })
