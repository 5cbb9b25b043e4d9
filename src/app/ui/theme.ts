export const themes = ['light', 'dark', 'sunlight'] as const
export type Theme = (typeof themes)[number]

export const textSizes = ['normal', 'large', 'larger'] as const
export type TextSize = (typeof textSizes)[number]

/** Shows the app in `theme`; remembering the choice is the caller's part. */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  root.dataset['theme'] = theme
}

/** The system's bars around the app take the colour of the screen they frame. Asks what styles come to. */
export function colourBars(root: HTMLElement = document.documentElement): void {
  const meta = root.ownerDocument.querySelector<HTMLMetaElement>('meta[name="theme-color"]')
  const background = getComputedStyle(root).getPropertyValue('--background').trim()
  if (meta && background !== '') meta.content = background
}

export function applyTextSize(size: TextSize, root: HTMLElement = document.documentElement): void {
  root.dataset['textSize'] = size
}
