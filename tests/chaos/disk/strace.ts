import { spawnSync } from 'node:child_process'
import { NotPossibleHere } from '../trial.ts'
import { followedCalls } from './journal.ts'

/** More than Chromium writes at once. */
const longestText = 4 * 1024 * 1024

/** The command that runs another one and notes what it and all it starts do to files. */
export function recorderTo(traceFile: string): readonly string[] {
  return [
    'strace',
    // the recorder stands aside, so that killing the recorded group leaves it to write its last line
    '-DD',
    '-f',
    '--seccomp-bpf',
    '-ttt',
    '-y',
    '-xx',
    `--string-limit=${longestText}`,
    `--output=${traceFile}`,
    `--trace=${followedCalls.join(',')}`,
  ]
}

/** Makes sure that strace is here and may follow a process; says in words why not. */
export function requireStrace(): void {
  if (!canTrace() && process.getuid?.() === 0)
    spawnSync('apt-get', ['install', '-y', '-qq', 'strace'], { stdio: 'ignore' })
  if (!canTrace())
    throw new NotPossibleHere(
      'strace is not here or may not follow a process; on Debian: apt-get install strace, as root',
    )
}

function canTrace(): boolean {
  return spawnSync('strace', ['-DD', '-f', '--seccomp-bpf', '--output=/dev/null', 'true']).status === 0
}
