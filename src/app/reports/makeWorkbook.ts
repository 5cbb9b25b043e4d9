import type { ReportSheet } from './reportSheet.ts'

/** Turns a sheet into an `.xlsx` file; a worker writes it and ends. */
export function makeWorkbook(sheet: ReportSheet): Promise<Blob> {
  const worker = new Worker(new URL('./workbookWorker.ts', import.meta.url), { type: 'module' })
  const made = new Promise<Blob>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Blob>) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
  })
  worker.postMessage(sheet)
  return made.finally(() => worker.terminate())
}
