import { createHash } from 'node:crypto'
import { makeId } from '#domain/ids.ts'
import { hashContent } from '#domain/operation.ts'
import { password, test } from './fixtures.ts'

type Json = Readonly<Record<string, unknown>>

interface Answer {
  readonly unitId?: string
  readonly personId?: string
  readonly pushToken?: string
  readonly readToken?: string
  readonly changes?: readonly { readonly collection: string; readonly id: string }[]
}

/** Somebody with a device of their own, past the screens. */
interface Sender {
  readonly send: (kind: string, recordId: string, body: Json) => Promise<void>
  readonly firmIds: () => Promise<readonly string[]>
}

const newId = () => makeId(Date.now(), (size) => crypto.getRandomValues(new Uint8Array(size)))
const sha256 = async (text: string) => createHash('sha256').update(text).digest('hex')
const added = new Map<string, Promise<void>>()

/** A visit of somebody who does not survey, two addresses for one firm, two versions of one visit; once a test, as tests settle them. */
export function addToSettle(origin: string): Promise<void> {
  const { testId } = test.info()
  const adding = added.get(testId) ?? add(origin)
  added.set(testId, adding)
  return adding
}

async function add(origin: string): Promise<void> {
  const [binh, minh, quantri] = await Promise.all(['binh', 'minh', 'quantri'].map((who) => join(origin, who)))
  // the last ones: other tests look at the first
  const [second, first] = (await minh!.firmIds()).slice(-2)
  await quantri!.send('visit.submit', newId(), visitBody(second!, 640))
  await binh!.send('pin.set', second!, { pinned: true, reason: 'chủ doanh nghiệp mời đến' })
  for (const [who, address] of [
    [minh!, 'Lô A3, đường số 2'],
    [quantri!, 'Lô B7, đường số 5'],
  ] as const)
    await who.send('firm.set', first!, { fields: { address: { value: address, baseSeq: 0 } } })
  const visitId = newId()
  const [, own] = await binh!.firmIds()
  for (const count of [1250, 1300]) await binh!.send('visit.submit', visitId, visitBody(own!, count))
}

async function join(origin: string, username: string): Promise<Sender> {
  let cookie = ''
  const ask = async (path: string, body: Json, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      origin,
      cookie,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const set = answer.headers.getSetCookie().map((one) => one.split(';')[0]!)
    if (set.length > 0) cookie = set.join('; ')
    return (await answer.json()) as Answer
  }
  await ask('/api/session/sign-in', { username, password })
  const { unitId, personId, pushToken, readToken } = await ask('/api/enrolments', { deviceName: 'thử' })
  const request = { protocol: 1, deviceId: newId() }
  // what has the first numbers never comes
  let deviceSeq = 2
  return {
    async send(kind, recordId, body) {
      deviceSeq += 1
      const clientTime = new Date().toISOString()
      const content = { id: newId(), unitId, personId, kind, recordId, schemaVersion: 1, clientTime, body }
      const operation = { content, bodyHash: await hashContent(content, sha256), deviceSeq }
      const sent = { ...request, requestId: newId(), epoch: null, operations: [operation] }
      await ask('/api/sync/push', sent, pushToken)
    },
    async firmIds() {
      const asked = { ...request, requestId: newId(), cursor: null, limit: 1000 }
      const { changes = [] } = await ask('/api/sync/pull', asked, readToken)
      return changes.filter(({ collection }) => collection === 'firm').map(({ id }) => id)
    },
  }
}

function visitBody(firmId: string, headcount: number): Json {
  const answers = {
    outcome: { kind: 'value', value: 'metStaff' },
    noticeGiven: { kind: 'value', value: true },
    headcountTotal: { kind: 'value', value: headcount },
    unionStatus: { kind: 'value', value: 'active' },
    unionMembers: { kind: 'value', value: 400 },
    partyOrgStatus: { kind: 'unknown', reason: 'doesNotKnow' },
    nextActions: { kind: 'value', value: { revisit: { dueOn: '2026-12-04' } } },
  }
  return { firmId, occurredAt: '2026-11-21T09:40+07:00', questionnaireVersion: 1, answers }
}
