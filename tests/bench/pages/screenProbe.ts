export interface ScreenProbe {
  /** Follows the link of the rail, or goes there; resolves with the milliseconds until what was asked for is painted. */
  readonly open: (path: string, ready: string) => Promise<number>
  /** Taps; resolves with the milliseconds until something is painted that was not there. */
  readonly press: (target: string, ready: string) => Promise<number>
  /** The same for a value filled in. */
  readonly fill: (field: string, value: string, ready: string) => Promise<number>
  /** The same for what is done from outside. */
  readonly appears: (ready: string) => Promise<number>
  /** Chooses the second option of a list; resolves with the milliseconds until `told` has another text. */
  readonly choose: (select: string, told: string) => Promise<number>
  /** Types letter after letter; of each the milliseconds until `told` has another text and that is painted. */
  readonly typeIn: (input: string, text: string, told: string) => Promise<readonly number[]>
}

/** Runs in the page before anything of the app: must stand for itself. */
export function installScreenProbe(): void {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  const until = (holds: () => boolean, giveUpMs: number) =>
    new Promise<boolean>((resolve) => {
      const end = (held: boolean) => {
        watching.disconnect()
        clearTimeout(late)
        resolve(held)
      }
      const look = () => holds() && end(true)
      const watching = new MutationObserver(look)
      const late = setTimeout(end, giveUpMs, false)
      watching.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
      look()
    })
  /** Undefined where it never came. */
  const timed = async (act: () => void, holds: () => boolean, giveUpMs: number) => {
    await painted()
    const start = performance.now()
    act()
    if (!(await until(holds, giveUpMs))) return undefined
    await painted()
    return performance.now() - start
  }
  const find = <Found extends HTMLElement>(selector: string) => {
    const found = document.querySelector<Found>(selector)
    if (found === null) throw new Error(`there is no ${selector} on ${location.pathname}`)
    return found
  }
  const untilNew = async (act: () => void, ready: string) => {
    const before = new Set(document.querySelectorAll(ready))
    const isThere = () => Array.from(document.querySelectorAll(ready)).some((one) => !before.has(one))
    const ms = await timed(act, isThere, 600_000)
    if (ms === undefined) throw new Error(`${ready} never came on ${location.pathname}`)
    return ms
  }
  const enter = (field: HTMLInputElement | HTMLSelectElement, value: string) => {
    field.value = value
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  }
  const screenProbe: ScreenProbe = {
    open: async (path, ready) => {
      if (location.pathname === path && document.querySelector(ready) !== null) return 0
      const link = document.querySelector<HTMLAnchorElement>(`nav a[href="${path}"]`)
      return untilNew(() => (link === null ? history.pushState(null, '', path) : link.click()), ready)
    },
    press: (target, ready) => untilNew(() => find(target).click(), ready),
    fill: (field, value, ready) => untilNew(() => enter(find(field), value), ready),
    appears: (ready) => untilNew(() => undefined, ready),
    choose: async (select, told) => {
      const field = find<HTMLSelectElement>(select)
      const shown = () => find(told).textContent
      const before = shown()
      const ms = await timed(
        () => enter(field, field.options[1]!.value),
        () => shown() !== before,
        60_000,
      )
      if (ms === undefined) throw new Error(`${select} changed nothing`)
      return ms
    },
    typeIn: async (input, text, told) => {
      const field = document.querySelector<HTMLInputElement>(input)!
      const shown = () => document.querySelector(told)?.textContent
      const times: number[] = []
      for (const letter of text) {
        const before = shown()
        const type = () => {
          field.value += letter
          field.dispatchEvent(new Event('input', { bubbles: true }))
        }
        // a letter that leaves as many firms as before shows nothing
        const ms = await timed(type, () => shown() !== before, 1000)
        if (ms !== undefined) times.push(ms)
      }
      return times
    },
  }
  Object.assign(globalThis, { screenProbe })
}
