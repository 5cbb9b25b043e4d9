/// <reference lib="webworker" />
import { browserWorld, reopenDevice } from '#device/device.ts'
import { createListWork, type ListWork } from '#device/lists/listWork.ts'
import type { Progress } from '#device/lists/listSession.ts'
import { fileReader } from './readWorkbook.ts'

/** What a page asks the worker for, and what it hears. */
export type ToListWorker =
  | { readonly kind: 'open'; readonly databaseName: string }
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly method: keyof ListWork
      readonly given: readonly unknown[]
    }
export type FromListWorker =
  | { readonly kind: 'progress'; readonly progress: Parameters<Progress> }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }

declare const self: DedicatedWorkerGlobalScope

let work: Promise<ListWork> | undefined

self.onmessage = ({ data }: MessageEvent<ToListWorker>) => {
  if (data.kind === 'open') work = open(data.databaseName)
  else void answer(data)
}

async function open(databaseName: string): Promise<ListWork> {
  const device = await reopenDevice(databaseName, browserWorld())
  if (device === undefined) throw new Error('nobody is enrolled here')
  return createListWork(device, fileReader, (...progress) => tell({ kind: 'progress', progress }))
}

async function answer({ id, method, given }: Extract<ToListWorker, { kind: 'ask' }>): Promise<void> {
  try {
    const ask = (await work!)[method] as (...all: readonly unknown[]) => Promise<unknown>
    tell({ kind: 'answer', id, value: await ask(...given) })
  } catch (error) {
    tell({ kind: 'failed', id, message: String(error) })
  }
}

function tell(message: FromListWorker): void {
  self.postMessage(message)
}
