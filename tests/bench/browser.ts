import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { chromiumPath } from '../support/chromium.ts'
import type { TaskName, Tasks } from './pages/tasks.ts'
import type { BenchPage } from './pages/page.ts'

/** A Chromium with a profile of its own, gone when it is closed. */
export interface BenchBrowser {
  readonly context: BrowserContext
  readonly openPage: (url: string) => Promise<BenchTab>
  readonly close: () => Promise<void>
}

export interface BenchTab {
  readonly page: Page
  readonly cdp: CDPSession
  readonly throttle: (rate: number) => Promise<void>
  readonly here: RunTask
  readonly inWorker: RunTask
}

type RunTask = <Name extends TaskName>(
  name: Name,
  argument: Parameters<Tasks[Name]>[0],
) => Promise<Awaited<ReturnType<Tasks[Name]>>>

declare const bench: BenchPage

export async function openBrowser(): Promise<BenchBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'nhip-cau-bench-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: { width: 820, height: 1180 },
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'],
  })
  return {
    context,
    openPage: async (url) => openTab(context, url),
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function openTab(context: BrowserContext, url: string): Promise<BenchTab> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  // a page of the figures is not for the app's service worker to answer
  if (url.endsWith('/bench/page')) {
    await cdp.send('Storage.clearDataForOrigin', {
      origin: new URL(url).origin,
      storageTypes: 'service_workers',
    })
  }
  await page.goto(url)
  const run =
    (where: keyof BenchPage): RunTask =>
    (name, argument) =>
      page.evaluate(([place, task, value]) => bench[place]({ name: task, argument: value }), [
        where,
        name,
        argument,
      ] as const) as never
  return {
    page,
    cdp,
    throttle: async (rate) => void (await cdp.send('Emulation.setCPUThrottlingRate', { rate })),
    here: run('here'),
    inWorker: run('inWorker'),
  }
}
