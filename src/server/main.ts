import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pino, stdSerializers } from 'pino'
import { createSecrets, readOrMakeSecret } from './accounts/secrets.ts'
import { makeSetupCode } from './accounts/tokens.ts'
import { readStatus } from './accounts/unit.ts'
import { openDemoStore } from './demo.ts'
import { databaseOf, photosDirOf, readEnvironment, type Environment } from './environment.ts'
import { createHandler, type Handler, type HandlerParts } from './handler.ts'
import { listen, stopListening } from './listening.ts'
import { openStore } from './store/open.ts'
import { readUnitId } from './storedRecords.ts'
import { purgeTombstones } from './tombstones.ts'
import { settleNewlyKnown } from './writeUnit.ts'

const dayMs = 86_400_000
const root = join(import.meta.dirname, '../..')

type CommonParts = Omit<HandlerParts, 'store'>

/** Settings in, a listening server out, everything closed in good order at the end. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } })
  const environment = readEnvironment(process.env)
  // what is written here is nobody else's on this machine
  process.umask(0o077)
  mkdirSync(environment.dataDir, { recursive: true })
  const common = commonParts(environment)
  const opened: Handler[] = []

  async function openDemo(): Promise<void> {
    const photosDir = photosDirOf({ dataDir: join(environment.dataDir, 'demo') })
    const settings = { ...common.settings, loopbackOnly: true, photosDir }
    const store = await openDemoStore(join(environment.dataDir, 'demo'), join(root, 'seeds'), {
      ...common,
      settings,
    })
    opened.push(createHandler({ ...common, store, settings }))
  }

  if (values.demo) await openDemo()
  else opened.push(await openUnit(environment, common, openDemo))
  const endStreams = () => opened.forEach((handler) => handler.endStreams())
  // whoever chose the sample at the first run is answered by it from then on
  const server = await listen(environment.port, values.demo ? '127.0.0.1' : undefined, () => opened.at(-1)!)
  await greet(environment, opened.at(-1)!)

  let ending = false
  async function end(): Promise<void> {
    if (ending) return
    ending = true
    await stopListening(server, endStreams)
    for (const { parts } of opened) await parts.store.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
}

function commonParts({ dataDir, publicUrl, trustedProxies, secret }: Environment): CommonParts {
  const random = (size: number) => new Uint8Array(randomBytes(size))
  return {
    clock: Date.now,
    random,
    secrets: createSecrets(secret ?? readOrMakeSecret(dataDir, random)),
    log: pino({ serializers: { error: stdSerializers.err } }, pino.destination(2)),
    settings: {
      publicUrl,
      trustedProxies,
      appDir: join(root, 'dist'),
      loopbackOnly: false,
      photosDir: photosDirOf({ dataDir }),
    },
  }
}

/** The unit's own database; with none set up yet, against a code that only this terminal shows. */
async function openUnit(
  environment: Environment,
  common: CommonParts,
  openSample: () => Promise<void>,
): Promise<Handler> {
  const store = await openStore(databaseOf(environment))
  const { setUp } = await readStatus(store)
  const settings = setUp
    ? common.settings
    : { ...common.settings, setupCode: makeSetupCode(common.random), openSample }
  const handler = createHandler({ ...common, store, settings })
  const unitId = await readUnitId(store)
  if (unitId !== undefined) await settleNewlyKnown(handler.parts, unitId)
  keepTidy(handler)
  return handler
}

/** Once a day, and at the start. */
function keepTidy({ parts }: Handler): void {
  const tidy = async () => {
    const unitId = await readUnitId(parts.store)
    if (unitId === undefined) return
    await purgeTombstones(parts, unitId)
    await parts.photos(unitId).uploads.tidy()
  }
  const tidyOrTell = () =>
    void tidy().catch((error: unknown) => parts.log.error({ error }, 'what is old could not be removed'))
  tidyOrTell()
  setInterval(tidyOrTell, dayMs).unref()
}

async function greet({ port, publicUrl }: Environment, { parts }: Handler): Promise<void> {
  const local = `http://localhost:${port}`
  const { demo } = await readStatus(parts.store)
  const lines = [`Nhịp Cầu is at ${local}${publicUrl === local ? '' : ` and ${publicUrl}`}`]
  const { setupCode } = parts.settings
  if (setupCode !== undefined) lines.push(`To set it up, open it and enter this code: ${setupCode}`)
  if (demo !== undefined) {
    lines.push(`Sample data, on this machine only. Every account has the password ${demo.password}:`)
    lines.push(
      ...demo.accounts.map(
        ({ username, displayName, roles }) => `  ${username}  ${displayName}, ${roles.join(', ')}`,
      ),
    )
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

try {
  await main()
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const words = code === 'EADDRINUSE' ? 'That port is taken; choose another with PORT.' : message
  process.stderr.write(`${words}\n`)
  process.exit(1)
}
