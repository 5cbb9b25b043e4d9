import type { Page } from '@playwright/test'

/** What has the focus, as somebody sees it who can only press keys. */
interface InHand {
  /** Its own number on this page. */
  readonly mark: string
  /** Controls that look and work alike share it: in rows of a list those in the same place, else each has its own. */
  readonly kind: string
  /** `rest`: a telephone number, the address that is open already, a list of one option. */
  readonly works: 'link' | 'rest' | 'button' | 'radio' | 'checkbox' | 'date' | 'select' | 'text' | 'summary'
  /** Of a list of options: nothing comes after the chosen one. */
  readonly isAtEnd: boolean
  /** A day that was not chosen yet. */
  readonly isBlank: boolean
  readonly html: string
  /** No outline tells where one is. */
  readonly isUnmarked: boolean
  /** A bar that stays covers it, or it lies outside of the window. */
  readonly isHidden: boolean
}

interface Walk {
  /** Bars and rail around every screen, instead of the screen's own controls. */
  readonly shell?: boolean
  readonly open: () => Promise<void>
}

const mostPresses = 400

/**
 * Tabs through a whole screen, operates the first control of every kind, opens every dialog this leads to and closes
 * it by Escape. Returns what did not work, in words.
 */
export async function walkByKeyboard(page: Page, { open, shell = false }: Walk): Promise<string[]> {
  const worked = new Set<string>()
  const told = new Set<string>()
  let seen = new Set<string>()
  await open()
  await begin(page)
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await tab(page)
    const at = await readInHand(page, shell)
    if (at === undefined) continue
    if (seen.has(at.mark)) return [...told]
    seen.add(at.mark)
    for (const words of complaints(at)) told.add(words)
    if (worked.has(at.kind)) continue
    worked.add(at.kind)
    const place = page.url()
    for (const words of await operate(page, at)) told.add(words)
    for (const words of await walkDialog(page, at)) told.add(words)
    if (page.url() === place && (await isInHand(page, at))) continue
    if (page.url() === place && (await isNowhere(page))) told.add(`the focus is lost after ${at.html}`)
    // led elsewhere: back, and on with what is left
    await open()
    await begin(page)
    seen = new Set()
  }
  return [...told, `the way through takes more than ${mostPresses} Tabs`]
}

function complaints({ isUnmarked, isHidden, html }: InHand): string[] {
  return [
    ...(isUnmarked ? [`nothing shows that this has the focus: ${html}`] : []),
    ...(isHidden ? [`this has the focus and cannot be seen: ${html}`] : []),
  ]
}

/** Presses what people press on such a control, and takes back what was only a choice. */
async function operate(page: Page, at: InHand): Promise<string[]> {
  const [key, back] = keysOf(at)
  if (key === undefined) return []
  const before = await readState(page)
  let asksForFile = false
  const hear = () => void (asksForFile = true)
  page.once('filechooser', hear)
  // a blank day is one only when all of it was typed
  if (at.works === 'date' && at.isBlank) await page.keyboard.type('01012027')
  else await page.keyboard.press(key)
  // a file is chosen outside of the page
  const isDone = (await changesFrom(page, before)) || asksForFile
  page.off('filechooser', hear)
  if (isDone && back !== undefined && !at.isBlank) await page.keyboard.press(back)
  return isDone ? [] : [`${key} does nothing: ${at.html}`]
}

function keysOf({ works, mark, isAtEnd }: InHand): [key?: string, back?: string] {
  switch (works) {
    case 'rest':
      return []
    case 'link':
    case 'summary':
      return ['Enter']
    case 'button':
      // both must do, so now one and now the other
      return [Number(mark) % 2 === 0 ? 'Space' : 'Enter']
    case 'radio':
      return ['ArrowDown', 'ArrowUp']
    case 'checkbox':
      return ['Space', 'Space']
    case 'select':
      return isAtEnd ? ['ArrowUp', 'ArrowDown'] : ['ArrowDown', 'ArrowUp']
    case 'date':
      // a digit may be the one that stands there
      return ['ArrowUp', 'ArrowDown']
    case 'text':
      return ['1', 'Backspace']
  }
}

/** If a dialog has opened: everything inside is reached, nothing outside is, and Escape leads back. */
async function walkDialog(page: Page, opener: InHand): Promise<string[]> {
  const dialog = page.getByRole('dialog').last()
  if (!(await dialog.isVisible())) return []
  const told = new Set<string>()
  const worked = new Set<string>()
  const seen = new Set<string>()
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await tab(page)
    const at = await readInHand(page, false)
    if (at === undefined) continue
    if (seen.has(at.mark)) break
    seen.add(at.mark)
    for (const words of complaints(at)) told.add(words)
    const isInside = await dialog.evaluate((element) => element.contains(document.activeElement))
    if (!isInside) told.add(`Tab leaves the dialog for ${at.html}`)
    if (worked.has(at.kind) || at.works === 'button' || at.works === 'link') continue
    worked.add(at.kind)
    for (const words of await operate(page, at)) told.add(words)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' }).catch(() => told.add(`Escape does not close: ${opener.html}`))
  if (!(await isInHand(page, opener))) told.add(`after Escape the focus is not back on ${opener.html}`)
  return [...told]
}

async function begin(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener('beforeprint', () => (document.documentElement.dataset['printed'] = 'yes'))
    document.querySelectorAll<HTMLElement>('[data-walk]').forEach((element) => delete element.dataset['walk'])
    const active = document.activeElement
    if (active instanceof HTMLElement) active.blur()
    getSelection()?.removeAllRanges()
  })
}

/** Nobody presses twice within a frame: bars that come and go are measured in between. */
async function tab(page: Page): Promise<void> {
  await nextFrame(page)
  await page.keyboard.press('Tab')
  await nextFrame(page)
}

async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(shown)))
}

/** The focus stays nowhere: what leads it on does so within a few frames. */
async function isNowhere(page: Page): Promise<boolean> {
  for (let looks = 0; looks < 20; looks += 1) {
    if (await page.evaluate(() => document.activeElement?.matches(':not(body)') === true)) return false
    await nextFrame(page)
  }
  return true
}

function isInHand(page: Page, { mark }: InHand): Promise<boolean> {
  return page.evaluate(
    (walk) => (document.activeElement as HTMLElement | null)?.dataset['walk'] === walk,
    mark,
  )
}

/** Everything an operation may change: the page, where it is, what its fields hold, where the focus is. */
function readState(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, select, textarea')].map((field) => {
      const { value, checked } = field as HTMLInputElement
      return `${value}${checked}`
    })
    const shown = [...document.querySelectorAll('main, nav, dialog, .toasts')].map(
      ({ outerHTML }) => outerHTML,
    )
    const focused = document.activeElement?.outerHTML
    const { dataset } = document.documentElement
    return [
      location.href,
      focused,
      dataset['printed'],
      document.documentElement.lang,
      ...fields,
      ...shown,
    ].join('\n')
  })
}

async function changesFrom(page: Page, before: string): Promise<boolean> {
  for (let looks = 0; looks < 20; looks += 1) {
    if ((await readState(page).catch(() => 'another page')) !== before) return true
    await nextFrame(page)
  }
  return false
}

/** The control in hand; undefined between two rounds of Tab, or for what this walk is not about. */
async function readInHand(page: Page, shell: boolean): Promise<InHand | undefined> {
  return page.evaluate((inShell) => {
    const element = document.activeElement
    // a heading that was read out on arrival is no control
    if (!(element instanceof HTMLElement) || element.tabIndex < 0) return undefined
    const isOfShell = element.closest('main, dialog, .toasts') === null
    if (isOfShell !== inShell) return undefined
    element.dataset['walk'] ??= String(document.querySelectorAll('[data-walk]').length)
    const input = element instanceof HTMLInputElement ? element : undefined
    const place = element.closest('label') ?? element
    const around = [element, place, element.parentElement!, element.previousElementSibling ?? element]
    const styles = around.map((one) => getComputedStyle(one))
    const outlines = [...styles, getComputedStyle(element, '::after')]
    const { left, top, width, height } = place.getBoundingClientRect()
    const points = [0.5, 0.1, 0.9].flatMap((x) =>
      [0.5, 0.1, 0.9].map((y) => document.elementFromPoint(left + width * x, top + height * y)),
    )
    const href = element.getAttribute('href')
    const isRest = href?.startsWith('tel:') === true || href === location.pathname
    // a map is moved by arrows, which only its own test sees
    const isMap = element.matches('[role=application]')
    const works = {
      A: isRest ? 'rest' : 'link',
      INPUT: ['radio', 'checkbox', 'date'].includes(input?.type ?? '') ? input!.type : 'text',
      SELECT: 'select',
      TEXTAREA: 'text',
      SUMMARY: 'summary',
    }[element.tagName]
    const { walk: mark, tone } = element.dataset
    const group = element.closest('[role=radiogroup]')?.getAttribute('aria-labelledby')
    const name = element.closest('li, tr, article, [role=group]') === null ? element.textContent : ''
    const select = element instanceof HTMLSelectElement ? element : undefined
    return {
      mark,
      kind: [element.tagName, input?.type, element.className, tone, group, name].join(' '),
      // of a single option nothing can be chosen
      works: select?.length === 1 || isMap ? 'rest' : (works ?? 'button'),
      isBlank: input?.type === 'date' && input.value === '',
      isAtEnd: select?.selectedIndex === (select?.length ?? 0) - 1,
      html: `${element.outerHTML.slice(0, 100)}… «${element.textContent}» in ${place.parentElement?.textContent.slice(0, 60)}`,
      isUnmarked: !outlines.some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      ),
      isHidden: !points.some(
        (point) => point !== null && (place.contains(point) || point.closest('.toasts') !== null),
      ),
    } as InHand
  }, shell)
}
