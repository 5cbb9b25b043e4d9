import { join } from 'node:path'
import { startChromium, type Profile } from '../../support/chromium.ts'
import { createRealDisk } from '../disk/realDisk.ts'
import { beginVisit, headcount, readHeadcount, typeHeadcount } from '../form.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront } from '../ground.ts'
import type { Report } from '../pages/page.ts'
import { compareWithFound, openSavingPage, phone, setDurability, signIn, type Durability } from '../phone.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

/**
 * The first minutes of a phone, on a real ext4 of which only that survives which reached the disk: signing in,
 * the form being typed in, and many saves beside it.
 */
export const newPhone: Trial = {
  what: 'phone: power cut on a real ext4 minutes after signing in, form typed in',
  usualRuns: 3,
  fullRuns: 10,
  run: (setting) => cutPower(setting, 'strict'),
}

export const newPhoneRelaxed: Trial = {
  what: 'phone: the same with relaxed durability',
  usualRuns: 1,
  fullRuns: 2,
  mustLose: true,
  run: (setting) => cutPower(setting, 'relaxed'),
}

async function cutPower(setting: Setting, durability: Durability): Promise<Outcome> {
  const sum = { reported: 0, missing: 0, doubled: 0 }
  await withUnitBehindFront(setting.store, async ({ front }) => {
    for (let run = 1; run <= setting.runs; run += 1) {
      const { reported, missing, doubled } = await cutOnce(front, durability)
      setting.say(`${run}: ${reported} reported, ${missing} missing, ${doubled} doubled`)
      sum.reported += reported
      sum.missing += missing
      sum.doubled += doubled
    }
  })
  return { runs: setting.runs, ...sum }
}

async function cutOnce(front: Front, durability: Durability) {
  const disk = createRealDisk(200)
  const profile: Profile = { directory: join(disk.path, 'profile'), remove: disk.remove }
  try {
    front.meets({ kind: 'server' })
    const typed = await typeUntilTheEnd(front, profile, durability)
    disk.cutPower()
    return await compare(front, profile, typed)
  } finally {
    profile.remove()
  }
}

interface Typed {
  readonly visitId: string
  /** The last number typed, of which the form said that it is on disk. */
  readonly number: number
  readonly reports: readonly Report[]
}

const mostNumbers = 20

async function typeUntilTheEnd(front: Front, profile: Profile, durability: Durability): Promise<Typed> {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    await setDurability(page.context(), durability)
    await signIn(page, front, 'binh')
    front.meets({ kind: 'nobody' })
    const visitId = await beginVisit(page, front)
    const saving = await openSavingPage(page.context(), front)
    await page.bringToFront()
    await saving.saveWithoutEnd()
    const numbers = 1 + Math.floor(Math.random() * mostNumbers)
    let revision = 0
    for (let number = 1; number <= numbers; number += 1) revision = await typeHeadcount(page, 100 + number)
    await saving.reported(1)
    await browser.kill()
    const typed = { kind: 'draft', visitId, revision } as const
    return { visitId, number: 100 + numbers, reports: [...saving.reports, typed] }
  } finally {
    await browser.kill()
  }
}

async function compare(front: Front, profile: Profile, typed: Typed) {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    const saving = await openSavingPage(page.context(), front)
    const compared = compareWithFound(typed.reports, await saving.find())
    if (compared.missing > 0) return compared
    // the app itself must show the number again, and it alone knows how
    front.meets({ kind: 'server' })
    await page.goto(`${front.origin}/visits/${typed.visitId}`)
    await headcount(page).waitFor()
    const isShown = (await readHeadcount(page)) === typed.number
    return { ...compared, missing: isShown ? 0 : 1 }
  } finally {
    await browser.kill()
  }
}
