import { expect } from '@playwright/test'
import { phone, signIn, tablet, test } from './fixtures.ts'
import { walkByKeyboard } from './keyboardWalk.ts'
import { screens } from './screens.ts'

test.use({ sampleOf: 'keyboard' })

for (const [size, viewport] of Object.entries({ phone, tablet })) {
  for (const screen of screens) {
    test(`on the ${size} every kind of control of ${screen.name} is reached, seen and operated by keyboard`, async ({
      page,
      server,
    }) => {
      await page.setViewportSize(viewport)
      // without a window there is nowhere to choose a place for a file: the phones' way, a download
      await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
      if (screen.who !== undefined) await signIn(page, server, screen.who)
      const told = await walkByKeyboard(page, { open: () => screen.open(page, server.origin) })
      expect(told).toEqual([])
    })
  }

  test(`on the ${size} bars and rail are reached, seen and operated by keyboard`, async ({
    page,
    server,
  }) => {
    await page.setViewportSize(viewport)
    await signIn(page, server, 'minh')
    const open = async () => {
      await page.goto(`${server.origin}/settings`)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    expect(await walkByKeyboard(page, { open, shell: true })).toEqual([])
  })
}
