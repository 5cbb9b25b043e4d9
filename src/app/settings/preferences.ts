import { useEffect, useLayoutEffect } from 'react'
import { create } from 'zustand'
import { getLocale, locales, overwriteGetLocale } from '#app/messages/compiled/runtime.js'
import type { Locale } from '#app/ui/format.ts'
import {
  applyTextSize,
  applyTheme,
  colourBars,
  textSizes,
  themes,
  type TextSize,
  type Theme,
} from '#app/ui/theme.ts'

/** How this device shows the app, whoever works on it. */
export interface Preferences {
  readonly theme: Theme
  readonly textSize: TextSize
  readonly locale: Locale
}

export const usePreferences = create<Preferences>(() => ({
  theme: remembered('theme', themes) ?? systemTheme(),
  textSize: remembered('textSize', textSizes) ?? 'normal',
  locale: remembered('locale', locales) ?? getLocale(),
}))

// asked for every word on the screen, so not from storage each time
overwriteGetLocale(() => usePreferences.getState().locale)

/** Shows the app in another way from now on, and after a restart. */
export function setPreferences(changes: Partial<Preferences>): void {
  for (const [key, value] of Object.entries(changes)) remember(key, value)
  usePreferences.setState(changes)
}

/** Before the first paint, and whenever one of them changes. */
export function useShownPreferences(): Preferences {
  const preferences = usePreferences()
  const { theme, textSize, locale } = preferences
  useLayoutEffect(() => {
    applyTheme(theme)
    applyTextSize(textSize)
    document.documentElement.lang = locale
  }, [theme, textSize, locale])
  // once the screen is painted: by then styles are worked out
  useEffect(() => colourBars(), [theme])
  return preferences
}

function systemTheme(): Theme {
  const isDark = typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches
  return isDark ? 'dark' : 'light'
}

// a browser that keeps nothing for us still shows the app
function remembered<Value extends string>(key: string, allowed: readonly Value[]): Value | undefined {
  try {
    const kept = localStorage.getItem(key)
    return allowed.find((value) => value === kept)
  } catch {
    return undefined
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // shown for this time only
  }
}
