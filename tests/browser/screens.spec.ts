import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { password, phone, signIn, tablet, test } from './fixtures.ts'

const themes = ['light', 'dark', 'sunlight'] as const
const smallestTargetPx = 48

interface Screen {
  readonly name: string
  readonly who: 'binh' | 'minh' | 'quantri' | undefined
  readonly open: (page: Page, origin: string) => Promise<void>
}

const at = (path: string) => async (page: Page, origin: string) => {
  await page.goto(`${origin}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

async function openFirstFirm(page: Page, origin: string): Promise<void> {
  await at('/firms')(page, origin)
  await page.getByRole('main').getByRole('link', { name: /Mẫu/ }).first().click()
  await page.waitForURL(/\/firms\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

async function openForm(page: Page, origin: string): Promise<void> {
  await openFirstFirm(page, origin)
  const start = page.getByRole('button', { name: 'Bắt đầu khảo sát' })
  await start
    .or(page.getByRole('button', { name: 'Làm tiếp' }))
    .or(page.getByRole('link', { name: 'Làm tiếp' }))
    .first()
    .click()
  await page.waitForURL(/\/visits\//)
  await page.getByRole('radio', { name: 'Nhân sự, hành chính' }).waitFor()
}

async function openFilledForm(page: Page, origin: string): Promise<void> {
  await openForm(page, origin)
  await page.getByRole('radio', { name: 'Nhân sự, hành chính', exact: true }).check()
  await page.getByRole('checkbox', { name: /Đã nói rõ mục đích/ }).check()
  await page.getByRole('heading', { name: /Công đoàn và Đoàn/ }).waitFor()
}

async function openLetter(page: Page, origin: string): Promise<void> {
  await openFirstFirm(page, origin)
  await page.getByRole('link', { name: 'Giấy giới thiệu' }).click()
  await page.waitForURL(/\/letter$/)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

const screens: readonly Screen[] = [
  { name: 'sign-in', who: undefined, open: at('/sign-in') },
  { name: 'today', who: 'binh', open: at('/today') },
  { name: 'firms', who: 'binh', open: at('/firms') },
  { name: 'new-firm', who: 'binh', open: at('/firms/new') },
  { name: 'firm', who: 'binh', open: openFirstFirm },
  { name: 'letter', who: 'binh', open: openLetter },
  { name: 'visit', who: 'binh', open: openForm },
  { name: 'visit-filled', who: 'binh', open: openFilledForm },
  { name: 'outbox', who: 'binh', open: at('/outbox') },
  { name: 'settings', who: 'binh', open: at('/settings') },
  { name: 'review', who: 'minh', open: at('/review') },
  { name: 'plan', who: 'minh', open: at('/plan') },
  { name: 'admin', who: 'quantri', open: at('/admin') },
]

for (const screen of screens) {
  test.describe(screen.name, () => {
    test('has no violation of axe in any theme, and is kept as pictures', async ({ page, server }) => {
      if (screen.who !== undefined) await signIn(page, server, screen.who)
      for (const [size, viewport] of Object.entries({ phone, tablet })) {
        await page.setViewportSize(viewport)
        await screen.open(page, server.origin)
        for (const theme of themes) {
          await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
          const { violations } = await new AxeBuilder({ page }).analyze()
          const told = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
          )
          expect(told, `${screen.name} in ${theme} on the ${size}`).toEqual([])
          const path = `test-results/screens/${screen.name}-${size}-${theme}.png`
          await page.screenshot({ path, fullPage: size === 'phone' })
        }
      }
    })

    test('fits 320 px, has large targets, and is worked by keyboard', async ({ page, server }) => {
      if (screen.who !== undefined) await signIn(page, server, screen.who)
      await page.setViewportSize({ width: 320, height: 640 })
      await screen.open(page, server.origin)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width, 'no horizontal scroll').toBeLessThanOrEqual(320)
      expect(await smallTargets(page), 'every target has 48 px').toEqual([])
      expect(await unreachedControls(page), 'every control is reached by Tab').toEqual([])
    })
  })
}

test('the password of the sample is shown at the sign-in of the sample', async ({ page, server }) => {
  await page.goto(`${server.origin}/sign-in`)
  await expect(page.getByText(password).first()).toBeVisible()
})

/**
 * Controls that can be seen and are smaller than a thumb. An input counts with its label and with the box it alone
 * stands in; a link laid over its card with the card.
 */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const selector = 'a[href], button, input, select, textarea, summary'
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((control) => {
      // links inside a sentence are as high as the sentence
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches('p a, :disabled'))
        return []
      const parent = control.parentElement
      const places = [
        control,
        control.closest('label') ?? (control as HTMLInputElement).labels?.[0],
        parent?.querySelectorAll(selector).length === 1 && control.matches('input, select')
          ? parent
          : undefined,
        getComputedStyle(control, '::after').position === 'absolute' ? control.offsetParent : undefined,
      ]
      const boxes = places.flatMap((place) => (place ? [place.getBoundingClientRect()] : []))
      const fits = boxes.some(({ width, height }) => width >= smallest - 0.5 && height >= smallest - 0.5)
      const { width, height } = boxes[0]!
      return fits ? [] : [`${control.outerHTML.slice(0, 120)} ${Math.round(width)}×${Math.round(height)}`]
    })
  }, smallestTargetPx)
}

/** Controls that Tab never comes to; of a group of radio buttons one stands for all, arrows reach the others. */
async function unreachedControls(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')
    const groups = new Set<string>()
    let number = 0
    for (const control of all) {
      if (!control.checkVisibility() || control.matches(':disabled') || control.closest('[inert]')) continue
      const input = control instanceof HTMLInputElement && control.type === 'radio' ? control : undefined
      if (input !== undefined && groups.has(input.name)) continue
      if (input !== undefined) groups.add(input.name)
      control.dataset['tabTest'] = input === undefined ? String(number) : `radio:${input.name}`
      number += 1
    }
    document.querySelectorAll<HTMLInputElement>('input[type=radio]').forEach((input) => {
      input.dataset['tabTest'] = `radio:${input.name}`
    })
    ;(document.activeElement as HTMLElement | null)?.blur()
    return number
  })
  const reached = new Set<string>()
  for (let presses = 0; presses < wanted + 20 && reached.size < wanted; presses += 1) {
    await page.keyboard.press('Tab')
    const mark = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['tabTest'])
    if (mark !== undefined) reached.add(mark)
  }
  return page.evaluate(
    (found) => {
      const marked = [...document.querySelectorAll<HTMLElement>('[data-tab-test]')]
      return marked
        .filter((control) => control.checkVisibility() && !control.matches(':disabled'))
        .filter((control) => !found.includes(control.dataset['tabTest'] ?? ''))
        .map((control) => control.outerHTML.slice(0, 120))
    },
    [...reached],
  )
}
