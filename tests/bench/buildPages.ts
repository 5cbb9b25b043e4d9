import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
const cache = join(root, '.cache/bench')

/** The pages of the figures, beside the app and never part of it. */
export async function buildPages(): Promise<void> {
  await bundle('pages', {
    page: fileURLToPath(new URL('./pages/page.ts', import.meta.url)),
    worker: fileURLToPath(new URL('./pages/worker.ts', import.meta.url)),
  })
  await bundle('floor', {
    form: fileURLToPath(new URL('./floor/form.tsx', import.meta.url)),
    serviceWorker: fileURLToPath(new URL('./floor/serviceWorker.js', import.meta.url)),
  })
}

/** The app as it would be delivered, from the sources as they are. */
export async function buildApp(): Promise<void> {
  await build({ root, logLevel: 'error', build: { outDir: join(cache, 'app'), emptyOutDir: true } })
}

async function bundle(name: string, input: Readonly<Record<string, string>>): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    // the floor is written with React itself; `react` elsewhere means Preact
    resolve: { alias: { react: 'real-react', 'react-dom': 'real-react-dom' } },
    build: {
      outDir: join(cache, name),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rollupOptions: { input, output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' } },
    },
  })
}
