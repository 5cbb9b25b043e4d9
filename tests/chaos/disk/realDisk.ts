import { spawnSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atExit } from '../../support/atExit.ts'
import { NotPossibleHere } from '../trial.ts'

/** A small ext4 of its own, in a file that stands for the disk. */
export interface RealDisk {
  /** Where it is mounted. */
  readonly path: string
  /** The power goes: what was on the disk at this moment is mounted anew, as after switching on again. */
  readonly cutPower: () => void
  /** Somebody else takes every byte that is left. */
  readonly fill: () => void
  /** And gives it back. */
  readonly free: () => void
  readonly remove: () => void
}

/** Long enough that nothing reaches the disk by itself during a trial. */
const commitSeconds = 300

/** Mounted at a place of its own, or at `at`. */
export function createRealDisk(megabytes: number, at?: string): RealDisk {
  const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-disk-'))
  const path = at ?? join(directory, 'mounted')
  let image = join(directory, 'disk-0')
  writeFileSync(image, '')
  truncateSync(image, megabytes * 1024 * 1024)
  mkdirSync(path, { recursive: true })
  let cuts = 0
  function unmount(): void {
    // those who had it open were killed a moment ago
    for (let tries = 0; tries < 50; tries += 1) {
      if (run('umount', path)) return
      spawnSync('sleep', ['0.1'])
    }
    run('umount', '--lazy', path)
  }
  try {
    must('mkfs.ext4', '-q', '-m', '0', image)
    must('mount', '-o', `loop,commit=${commitSeconds}`, image, path)
  } catch (error) {
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
  function remove(): void {
    unmount()
    rmSync(directory, { recursive: true, force: true })
  }
  const stays = atExit(remove)
  return {
    path,
    cutPower() {
      cuts += 1
      const after = join(directory, `disk-${cuts}`)
      // what programs wrote and ext4 still holds back is not in the file
      copyFileSync(image, after)
      unmount()
      rmSync(image)
      image = after
      must('mount', '-o', `loop,commit=${commitSeconds}`, image, path)
    },
    fill: () => fillUp(join(path, 'somebody-elses')),
    free: () => rmSync(join(path, 'somebody-elses'), { force: true }),
    remove() {
      stays()
      remove()
    },
  }
}

function must(command: string, ...parameters: string[]): void {
  if (run(command, ...parameters)) return
  throw new NotPossibleHere(`${command} failed: a disk of one's own needs root, loop devices and ext4`)
}

function run(command: string, ...parameters: string[]): boolean {
  return spawnSync(command, parameters, { stdio: 'ignore' }).status === 0
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'a')
  for (const size of [1024 * 1024, 4096, 1]) {
    const bytes = Buffer.alloc(size, 1)
    try {
      while (writeSync(descriptor, bytes) === size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(descriptor)
}
