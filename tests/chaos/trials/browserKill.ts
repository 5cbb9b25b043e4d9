import { startChromium, type Profile } from '../../support/chromium.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront, type Ground } from '../ground.ts'
import type { Report } from '../pages/page.ts'
import { compareArrived, sendAllFrom } from '../arrived.ts'
import { compareWithFound, openSavingPage, phone, prepareProfile } from '../phone.ts'
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
  const { front } = ground
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
    const arrived = await compareArrived(store, ground, await sendAllFrom(front, profile))
    return {
      runs,
      reported: reports.length,
      missing: lost + arrived.missing,
      doubled: arrived.doubled,
      note: `${arrived.visits} visits on the server; ${unheard} saves were on disk although the page never heard`,
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
