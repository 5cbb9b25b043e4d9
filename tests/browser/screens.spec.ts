import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { password, phone, signIn, tablet, test } from './fixtures.ts'
import { screens, sheets } from './screens.ts'

test.use({ sampleOf: 'screens' })

const themes = ['light', 'dark', 'sunlight'] as const
const smallestTargetPx = 48

for (const screen of screens) {
  test.describe(screen.name, () => {
    test('has no violation of axe in any theme, and is kept as pictures', async ({ page, server }) => {
      if (screen.who !== undefined) await signIn(page, server, screen.who)
      for (const [size, viewport] of Object.entries({ phone, tablet })) {
        await page.setViewportSize(viewport)
        await screen.open(page, server.origin)
        for (const theme of themes) {
          await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
          // a theme changes colours alone
          const told = await violationsOf(page, theme === 'light' ? undefined : ['color-contrast'])
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

for (const who of ['binh', 'minh', 'quantri'] as const) {
  test(`sheets of ${who} on the phone have no violation of axe, large targets, and fit`, async ({
    page,
    server,
  }) => {
    await page.setViewportSize(phone)
    await signIn(page, server, who)
    for (const [index, sheet] of sheets.filter((one) => one.who === who).entries()) {
      await sheet.open(page, server.origin)
      for (const name of sheet.press) await page.getByRole('button', { name }).first().click()
      await page.getByRole('dialog').waitFor()
      const theme = themes[index % themes.length]!
      await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
      const about = `${String(sheet.press)} in ${theme}`
      expect(await violationsOf(page), about).toEqual([])
      expect(await smallTargets(page), about).toEqual([])
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width, about).toBeLessThanOrEqual(phone.width)
    }
  })
}

test('the password of the sample is shown at the sign-in of the sample', async ({ page, server }) => {
  await page.goto(`${server.origin}/sign-in`)
  await expect(page.getByText(password).first()).toBeVisible()
})

/** What axe finds by all its rules, or by these. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page })
  const { violations } = await (rules === undefined ? builder : builder.withRules(rules)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

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
