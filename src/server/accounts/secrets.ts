import { hkdfSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One secret, from which every use has a key of its own: knowing one tells nothing of another. */
export interface Secrets {
  readonly keyFor: (use: string) => Buffer
}

export function createSecrets(secret: string): Secrets {
  return {
    keyFor: (use) => Buffer.from(hkdfSync('sha256', secret, 'nhip-cau', use, 32)),
  }
}

/** The secret kept beside the data, made on first use and readable by the server's user only. */
export function readOrMakeSecret(dataDir: string, random: (size: number) => Uint8Array): string {
  const path = join(dataDir, 'secret')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(dataDir, { recursive: true })
  const secret = Buffer.from(random(32)).toString('base64url')
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
