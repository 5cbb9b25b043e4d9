import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
const cache = join(root, '.cache/chaos')

export const builtPage = join(cache, 'page/page.js')

/** The page that saves, from the device's sources as they are; beside the app and never part of it. */
export async function buildPage(): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: join(cache, 'page'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { page: fileURLToPath(new URL('./pages/page.ts', import.meta.url)) },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
}
