import type { CDPSession } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds on the processor. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/**
 * Milliseconds that each task of the pages' main threads spent on the processor during some work. What others
 * do on the machine lengthens a task, but not this.
 */
export async function recordTasks(cdp: CDPSession, work: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', '__metadata'] },
  })
  try {
    await work()
  } finally {
    const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
    await cdp.send('Tracing.end')
    await complete
  }
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const mains = new Set(threads.map(threadOf))
  return events.flatMap((event) => {
    const isTask = event.name === 'RunTask' && event.tdur !== undefined && mains.has(threadOf(event))
    return isTask ? [event.tdur! / 1000] : []
  })
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}/${tid}`
}
