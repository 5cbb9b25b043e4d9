import { startChromium, type Profile } from '../../support/chromium.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront, type Ground } from '../ground.ts'
import type { Report } from '../pages/page.ts'
import { compareWithFound, openSavingPage, phone, prepareProfile } from '../phone.ts'
import { readServerTruth } from '../store.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

const mostReports = 60

/** `kill -9` of the browser while it saves, on one and the same profile; what was in hand is completed each time. */
export const browserKill: Trial = {
  what: 'phone: kill -9 of the browser during saves, sent in the end',
  usualRuns: 10,
  fullRuns: 50,
  run: (setting) => withUnitBehindFront(setting.store, (ground) => killAgainAndAgain(setting, ground)),
}

async function killAgainAndAgain({ runs, store, say }: Setting, ground: Ground): Promise<Outcome> {
  const { front, server, dataDirectory } = ground
  const profile = await prepareProfile(front, 'binh')
  const reports: Report[] = []
  try {
    front.meets({ kind: 'nobody' })
    let lost = 0
    let unheard = 0
    for (let run = 1; run <= runs; run += 1) {
      const life = await liveOnce(front, profile, reports)
      lost += life.missing + life.doubled
      unheard += life.unheard
      if (run % 10 === 0) say(`${run} kills, ${reports.length} reported, ${lost} lost`)
    }
    front.meets({ kind: 'server' })
    const visits = await sendAll(front, profile)
    await server.stop()
    const { operations, revisionsByVisit } = await readServerTruth(store, dataDirectory)
    const arrived = [...operations.values()].map((operation) => operation.record_id)
    const missing = visits.filter((id) => revisionsByVisit.get(id) === undefined)
    const doubled = visits.filter(
      (id) => arrived.filter((each) => each === id).length > 1 || revisionsByVisit.get(id)!.length > 1,
    )
    return {
      runs,
      reported: reports.length,
      missing: lost + missing.length,
      doubled: doubled.length,
      note: `${visits.length} visits on the server; ${unheard} saves were on disk although the page never heard`,
    }
  } finally {
    profile.remove()
  }
}

/** Starts the browser, looks whether all that was ever reported is there, completes what was in hand, saves, dies. */
async function liveOnce(front: Front, profile: Profile, reports: Report[]) {
  const browser = await startChromium(profile, phone)
  try {
    const saving = await openSavingPage(browser.page.context(), front)
    const found = await saving.find()
    const compared = compareWithFound(reports, found)
    const known = new Set(reports.map((report) => (report.kind === 'visit' ? report.operationId : '')))
    const unheard = (found?.operations ?? []).filter(({ operationId }) => !known.has(operationId))
    await saving.completeDrafts()
    await saving.saveWithoutEnd()
    await saving.reported(1 + Math.floor(Math.random() * mostReports))
    await browser.kill()
    const seen = unheard.map(({ visitId, operationId }) => ({ kind: 'visit', visitId, operationId }) as const)
    reports.push(...seen, ...saving.reports)
    return { ...compared, unheard: unheard.length }
  } finally {
    await browser.kill()
  }
}

/** The app itself, opened with a server again, sends by itself. Returns the ids of all visits on the phone. */
async function sendAll(front: Front, profile: Profile): Promise<readonly string[]> {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    const saving = await openSavingPage(page.context(), front)
    await saving.completeDrafts()
    await page.goto(`${front.origin}/today`)
    await page
      .getByText(/Đã gửi hết/)
      .first()
      .waitFor({ timeout: 120_000 })
    return (await saving.find())!.operations.map(({ visitId }) => visitId)
  } finally {
    await browser.kill()
  }
}
