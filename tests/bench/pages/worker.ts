import { runTask, type TaskCall } from './tasks.ts'

globalThis.addEventListener('message', ({ data }: MessageEvent<TaskCall>) => {
  void runTask(data).then(
    (value) => globalThis.postMessage({ value }),
    (error: unknown) => globalThis.postMessage({ error: String(error) }),
  )
})
