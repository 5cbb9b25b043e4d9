export interface ScreenProbe {
  /** Follows the link of the rail; resolves with the milliseconds until what was asked for is painted. */
  readonly open: (path: string, ready: string) => Promise<number>
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
  const screenProbe: ScreenProbe = {
    open: async (path, ready) => {
      const link = document.querySelector<HTMLAnchorElement>(`nav a[href="${path}"]`)
      const isThere = () => location.pathname.startsWith(path) && document.querySelector(ready) !== null
      const ms = link === null ? undefined : await timed(() => link.click(), isThere, 60_000)
      if (ms === undefined) throw new Error(`${ready} never came on ${path}`)
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
