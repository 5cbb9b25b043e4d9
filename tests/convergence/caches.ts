import type { DiskWeather } from './diskEngine.ts'

/** As much of a browser's Cache Storage as the app uses beside IndexedDB. */
export interface Caches {
  readonly open: (name: string) => Promise<Shelf>
  /** What lies at an address, past the app's own ways. */
  readonly peek: (address: string) => unknown
  readonly evict: () => void
}

interface Shelf {
  readonly put: (address: string, response: Response) => Promise<void>
  readonly match: (address: string) => Promise<Response | undefined>
  readonly delete: (address: string) => Promise<boolean>
  readonly keys: () => Promise<readonly string[]>
}

/** They lie on the same disk as the databases: a full one takes nothing, and what is cleared is room again. */
export function createCaches(weather: DiskWeather): Caches {
  const texts = new Map<string, string>()
  const shelf: Shelf = {
    put: async (address, response) => {
      if (weather.full !== undefined) throw new DOMException('the disk is full', 'QuotaExceededError')
      // of noise it is enough that it is there
      const isText = response.headers.has('content-type')
      texts.set(address, isText ? await response.text() : '')
    },
    match: async (address) => {
      const text = texts.get(address)
      return text === undefined ? undefined : new Response(text)
    },
    delete: async (address) => {
      const isRoom = texts.delete(address)
      if (isRoom) weather.full = undefined
      return isRoom
    },
    keys: async () => [...texts.keys()],
  }
  return {
    open: async () => shelf,
    peek: (address) => {
      const text = texts.get(address)
      return text === undefined ? undefined : (JSON.parse(text) as unknown)
    },
    evict: () => texts.clear(),
  }
}
