import type { Answers } from '#domain/answers.ts'
import type { BenchBrowser } from './browser.ts'
import type { Figure } from './report.ts'
import type { BenchServer } from './server/startServer.ts'

/** What a group of figures works with. */
export interface Bench {
  readonly options: BenchOptions
  readonly templates: readonly Answers[]
  readonly seedsDir: string
  /** A folder on the disk that the figures are about; removed at the end. */
  readonly dataDir: string
  readonly server: BenchServer
  readonly browser: BenchBrowser
  readonly print: (figure: Figure) => void
}

export interface BenchOptions {
  /** Fewer runs: for trying out. */
  readonly quick: boolean
  /** Sizes that take minutes. */
  readonly large: boolean
}

export function runs(bench: Pick<Bench, 'options'>, usual: number): number {
  return bench.options.quick ? Math.max(2, Math.floor(usual / 3)) : usual
}
