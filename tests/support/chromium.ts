import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as tick } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { atExit } from './atExit.ts'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
]

/** A real Chromium with its profile on disk: what it wrote is there after it was killed. */
export interface RunningChromium {
  readonly page: Page
  /** The process and all it started end at once, as when a battery dies. */
  readonly kill: () => Promise<void>
  /** Ends it in good order. */
  readonly close: () => Promise<void>
}

export interface Profile {
  readonly directory: string
  readonly remove: () => void
}

export function createProfile(name: string): Profile {
  const directory = mkdtempSync(join(tmpdir(), `nhip-cau-${name}-`))
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }) }
}

export interface Viewport {
  readonly width: number
  readonly height: number
}

/** `recorder` is a command that runs it and takes notes; it must become Chromium itself and keep its group. */
export async function startChromium(
  profile: Profile,
  viewport: Viewport,
  recorder: readonly string[] = [],
): Promise<RunningChromium> {
  const portFile = join(profile.directory, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const [command = '', ...parameters] = [...recorder, chromiumPath(), ...flags]
  const child = spawn(command, [...parameters, `--user-data-dir=${profile.directory}`, 'about:blank'], {
    detached: true,
    // a recorder holds this open until its last note is written
    stdio: ['ignore', 'ignore', recorder.length > 0 ? 'pipe' : 'ignore'],
  })
  child.stderr?.resume()
  child.once(
    'exit',
    atExit(() => killGroup(child)),
  )
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await readPort(portFile, child)}`)
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('Chromium started without a context')
  const page = context.pages()[0] ?? (await context.newPage())
  await page.setViewportSize(viewport)
  // longer than a machine under load takes, shorter than a test that hangs
  context.setDefaultTimeout(20_000)
  return {
    page,
    kill: () => endGroup(child, browser, () => killGroup(child)),
    close: () =>
      endGroup(child, browser, async () => (await browser.newBrowserCDPSession()).send('Browser.close')),
  }
}

/** The Chromium that the test command found; without it, the usual places. */
export function chromiumPath(): string {
  const places = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  const found = places.find((place) => place !== undefined && existsSync(place))
  return found ?? chromium.executablePath()
}

async function readPort(portFile: string, child: ChildProcess): Promise<string> {
  // the file appears when the browser listens; there is no event to wait for outside of it
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`)
    const [port] = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n') : []
    if (port !== undefined && port !== '') return port
    await tick(50)
  }
  throw new Error('Chromium did not open its port within 30 s')
}

async function endGroup(child: ChildProcess, browser: Browser, end: () => unknown): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'close')
    await end()
    await ended
  }
  await browser.close().catch(() => undefined)
}

function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}
