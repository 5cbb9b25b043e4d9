import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import type { PluginOption } from 'vite'
import { build } from 'vite'
import { VitePWA, type ManifestOptions } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { messagesOptions } from './scripts/messages.mjs'

/** Modules for today's browsers in place of what packages wrap for old ones: fewer bytes, and no wrapping. */
const modern = [
  { find: /^dexie$/, replacement: resolve('node_modules/dexie/dist/modern/dexie.mjs') },
  // React has had it since 18
  { find: /^use-sync-external-store\/shim.*/, replacement: 'react' },
]

const manifest: Partial<ManifestOptions> = {
  name: 'Nhịp Cầu',
  short_name: 'Nhịp Cầu',
  description: 'Khảo sát doanh nghiệp: ghi khi không có mạng, gửi khi có',
  lang: 'vi',
  start_url: '/today',
  scope: '/',
  display: 'standalone',
  theme_color: '#0B5A5F',
  background_color: '#F5F4F0',
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/mark.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
}

const mark = readFileSync('public/icons/mark.svg', 'utf8')

const pwa = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'serviceWorker.ts',
  registerType: 'prompt',
  injectRegister: false,
  manifest,
  includeManifestIcons: false,
  injectManifest: {
    // the service worker keeps this one beside itself
    // and what only the office needs from when the office first asks
    globIgnores: ['backgroundSync.js', '**/{listWorker,drawMap,baseFile}-*.js'],
    globPatterns: ['**/*.{html,js,css}', 'fonts/*.woff2', 'icons/mark.svg', 'icons/icon-192.png'],
  },
})

/** The round in the background is a script of its own, which the service worker runs only when it is called for it. */
const backgroundSync: PluginOption = {
  name: 'background-sync',
  writeBundle: async ({ dir }) => {
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      resolve: { alias: modern },
      build: {
        outDir: dir!,
        emptyOutDir: false,
        target: 'es2022',
        lib: {
          entry: 'src/backgroundSync.ts',
          formats: ['iife'],
          name: 'backgroundSync',
          fileName: () => 'backgroundSync.js',
        },
      },
    })
  },
}

/** Fewer requests while the form opens: the tab's icon lies in the page itself, the manifest is linked by `main.tsx`. */
const leanPage: PluginOption = {
  name: 'lean-page',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (page) =>
      page
        .replace('<link rel="manifest" href="/manifest.webmanifest">', '')
        .replace('href="/icons/mark.svg"', `href="data:image/svg+xml,${encodeURIComponent(mark)}"`),
  },
}

const words = paraglideVitePlugin(messagesOptions)
const server = 'http://127.0.0.1:8787'
const underTest = process.env['VITEST'] !== undefined

/** Words and icons: only those that are used, and with whoever uses them; an index names them all. */
const isOneOfMany = /\/messages\/compiled\/|\/lucide-react\/dist\/esm\/icons\//

/** Names the chunk of every module that the entry imports without waiting; the others are split as usual. */
function firstNeeded(): (id: string, context: ChunkingContext) => string | null {
  let needed: Set<string> | undefined
  return (id, context) => {
    needed ??= importedFrom(resolve('src/app/main.tsx'), context)
    return needed.has(id) && !isOneOfMany.test(id) ? 'app' : null
  }
}

interface ChunkingContext {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null
}

function importedFrom(entry: string, context: ChunkingContext): Set<string> {
  const found = new Set([entry])
  for (const id of found)
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}

export default defineConfig({
  // in tests everybody must share one Dexie, also packages that are not bundled
  resolve: { alias: underTest ? [] : modern },
  plugins: [words, ...(underTest ? [] : [pwa, backgroundSync, leanPage])] satisfies PluginOption[],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // few requests: all that the first screen needs in one file
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstNeeded() }] } } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': server, '/healthz': server } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'app',
          environment: 'jsdom',
          include: ['tests/app/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/cleanUp.ts'],
        },
      },
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/app/**', 'tests/browser/**'],
        },
      },
      {
        // what must hold of the server whatever its database
        test: {
          name: 'postgres',
          environment: 'node',
          include: ['tests/contracts/**/*.test.ts', 'tests/server/{live,pull,push,scope}.test.ts'],
          globalSetup: 'tests/support/postgresForRun.ts',
          testTimeout: 30_000,
        },
      },
    ],
  },
})
