import type { Locator, Page } from '@playwright/test'

/** More than the longest screen has. */
const mostPresses = 400

/** A page worked without a pointer: Tab and Shift+Tab, arrows, Enter, Space, Escape. */
export interface Keyboard {
  /** Tabs until a control has the focus; of a group of radio buttons any of them. */
  readonly reach: (control: Locator) => Promise<void>
  readonly press: (control: Locator, key?: 'Enter' | 'Space') => Promise<void>
  /** Of a group of radio buttons, by the arrows; Space where it stands on it and nothing is chosen yet. */
  readonly choose: (radio: Locator) => Promise<void>
  readonly type: (field: Locator, text: string) => Promise<void>
  readonly select: (list: Locator, label: string) => Promise<void>
}

export function createKeyboard(page: Page): Keyboard {
  async function reach(control: Locator): Promise<void> {
    await control.waitFor()
    for (let presses = 0; presses < mostPresses; presses += 1) {
      if (await isInHand(control)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never comes to ${control.toString()}`)
  }

  return {
    reach,
    async press(control, key = 'Enter') {
      await reach(control)
      await page.keyboard.press(key)
    },
    async choose(radio) {
      await reach(radio)
      const many = await radio.evaluate(
        (input: HTMLInputElement) =>
          document.querySelectorAll(`input[name="${CSS.escape(input.name)}"]`).length,
      )
      for (let presses = 0; presses < many; presses += 1) {
        if (await radio.isChecked()) return
        const isOn = await radio.evaluate((input) => input === document.activeElement)
        await page.keyboard.press(isOn ? 'Space' : 'ArrowDown')
      }
      if (!(await radio.isChecked())) throw new Error(`arrows never choose ${radio.toString()}`)
    },
    async type(field, text) {
      await reach(field)
      await page.keyboard.press('Control+a')
      await page.keyboard.type(text)
    },
    async select(list, label) {
      await reach(list)
      const labels = await list.locator('option').allTextContents()
      await page.keyboard.press('Home')
      for (let presses = 0; presses < labels.length; presses += 1) {
        const chosen = await list.evaluate(
          (select: HTMLSelectElement) => select.selectedOptions[0]?.textContent,
        )
        if (chosen === label) return
        await page.keyboard.press('ArrowDown')
      }
      throw new Error(`arrows never choose «${label}» of ${labels.join(', ')}`)
    },
  }
}

function isInHand(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const active = document.activeElement
    const isRadio = (one: Element | null): one is HTMLInputElement =>
      one instanceof HTMLInputElement && one.type === 'radio'
    return element === active || (isRadio(element) && isRadio(active) && element.name === active.name)
  })
}
