import { createHash, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { uploadIdOf, uploadsPath } from '#protocol/photos.ts'
import { post, type SignedIn, type TestServer } from '../support/serverForTests.ts'
import { addFirm, createSender, newId, serverForTest, visitBody, type Sender } from './deeds.ts'

const photo = randomBytes(300_000)
const hash = hashOf(photo)

interface Stage {
  readonly server: TestServer
  readonly binh: Sender
  readonly minh: Sender
  readonly visitId: string
  readonly id: string
}

/** A visit by `binh` that names one photo. */
async function setStage(): Promise<Stage> {
  const server = await serverForTest()
  const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
  const firmId = await addFirm(minh, server.parkIds[0])
  const visitId = newId()
  await binh.tell('visit.submit', visitId, visitBody(firmId, { photos: { kind: 'value', value: [hash] } }))
  return { server, binh, minh, visitId, id: uploadIdOf(visitId, hash) }
}

type Who = Pick<SignedIn, 'identity'>

function tus({ server }: Pick<Stage, 'server'>, { identity }: Who, path: string, init: RequestInit) {
  const headers = {
    'tus-resumable': '1.0.0',
    authorization: `Bearer ${identity.pushToken}`,
    ...(init.headers as Record<string, string>),
  }
  return server.fetch(path, { ...init, headers, ...(init.body && { duplex: 'half' }) } as RequestInit)
}

function begin(stage: Stage, who: Who = stage.binh, bytes = photo.length, id = stage.id) {
  const headers = {
    'upload-length': String(bytes),
    'upload-metadata': `photo ${Buffer.from(id).toString('base64')}`,
  }
  return tus(stage, who, uploadsPath, { method: 'POST', headers })
}

function patch(
  stage: Stage,
  offset: number,
  body: Uint8Array<ArrayBuffer> | ReadableStream,
  who: Who = stage.binh,
) {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }
  return tus(stage, who, `${uploadsPath}/${stage.id}`, { method: 'PATCH', headers, body })
}

async function offsetOf(stage: Stage, who: Who = stage.binh) {
  const response = await tus(stage, who, `${uploadsPath}/${stage.id}`, { method: 'HEAD' })
  return [response.status, response.headers.get('upload-offset')]
}

async function stateOf({ server, binh, visitId }: Stage, of = hash) {
  const request = { protocol: 1, requestId: newId(), photos: [[visitId, of]] }
  const response = await post(server.fetch, '/api/photos/have', request, binh.identity.pushToken)
  return ((await response.json()) as { photos: string[][] }).photos[0]?.[2]
}

async function look({ server, visitId }: Stage, { identity }: Who) {
  const headers = { authorization: `Bearer ${identity.readToken}` }
  return server.fetch(`/api/photos/${visitId}/${hash}`, { headers })
}

async function problemOf(response: Response) {
  return ((await response.json()) as { problem: { code: string } }).problem.code
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function bytesOf(from: number, to?: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(photo.subarray(from, to))
}

describe('a photo', () => {
  test('comes in pieces, counts when it is whole, and is shown to whoever may see the visit', async () => {
    const stage = await setStage()
    expect(await stateOf(stage)).toBe('wanted')
    const begun = await begin(stage)
    expect([begun.status, begun.headers.get('location')]).toEqual([201, `${uploadsPath}/${stage.id}`])
    expect((await patch(stage, 0, bytesOf(0, 200_000))).headers.get('upload-offset')).toBe('200000')
    expect([await stateOf(stage), (await look(stage, stage.minh)).status]).toEqual(['wanted', 404])
    expect((await patch(stage, 200_000, bytesOf(200_000))).status).toBe(204)
    expect(await stateOf(stage)).toBe('received')
    for (const who of [stage.minh, stage.binh]) {
      const shown = await look(stage, who)
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
      expect(hashOf(new Uint8Array(await shown.arrayBuffer()))).toBe(hash)
    }
  })

  test('of a firm that is not in one’s view is not shown, and neither is one that the visit does not name', async () => {
    const stage = await setStage()
    await begin(stage)
    await patch(stage, 0, bytesOf(0))
    const moi = await stage.server.addPerson({ username: 'moi', roles: ['surveyor'] })
    expect(moi.active).toBe(true)
    expect((await look(stage, await stage.server.signIn('moi'))).status).toBe(404)
    const other = await look({ ...stage, visitId: newId() }, stage.minh)
    expect([other.status, await problemOf(other)]).toEqual([404, 'notFound'])
  })

  test('is taken from its author alone, looked at with every request', async () => {
    const stage = await setStage()
    const chi = await stage.server.signIn('chi')
    expect((await begin(stage, chi)).status).toBe(404)
    await begin(stage)
    expect((await patch(stage, 0, bytesOf(0), chi)).status).toBe(404)
    expect(await offsetOf(stage, chi)).toEqual([404, null])
    expect(await offsetOf(stage)).toEqual([200, '0'])
  })

  test('of a visit that is not here, or does not name it, is unknown and waits', async () => {
    const stage = await setStage()
    expect(await stateOf({ ...stage, visitId: newId() })).toBe('unknown')
    const other = hashOf(bytesOf(1))
    expect(await stateOf(stage, other)).toBe('unknown')
    const refused = await begin(stage, stage.binh, 5, uploadIdOf(stage.visitId, other))
    expect([refused.status, await problemOf(refused)]).toEqual([404, 'notFound'])
  })
})

describe('[F29] on a bad road', () => {
  test('a piece that is sent again is refused, and the device is told how much is here', async () => {
    const stage = await setStage()
    await begin(stage)
    await patch(stage, 0, bytesOf(0, 100_000))
    const again = await patch(stage, 0, bytesOf(0, 100_000))
    expect([again.status, await problemOf(again)]).toEqual([409, 'offsetDiffers'])
    expect(await offsetOf(stage)).toEqual([200, '100000'])
    await patch(stage, 100_000, bytesOf(100_000))
    expect(await stateOf(stage)).toBe('received')
  })

  test('a piece that is missing leaves it wanted', async () => {
    const stage = await setStage()
    await begin(stage)
    const late = await patch(stage, 100_000, bytesOf(100_000))
    expect([late.status, await stateOf(stage)]).toEqual([409, 'wanted'])
  })

  test('bytes that changed on the way are dropped, and it begins anew', async () => {
    const stage = await setStage()
    await begin(stage)
    const bent = bytesOf(0)
    bent[1000]! ^= 1
    const refused = await patch(stage, 0, bent)
    expect([refused.status, await problemOf(refused)]).toEqual([422, 'hashDiffers'])
    expect([await stateOf(stage), await offsetOf(stage)]).toEqual(['wanted', [404, null]])
    await begin(stage)
    await patch(stage, 0, bytesOf(0))
    expect(await stateOf(stage)).toBe('received')
  })

  test('a request that breaks off leaves what arrived, and the rest follows', async () => {
    const stage = await setStage()
    await begin(stage)
    const cut = new ReadableStream({
      start: (controller) => controller.enqueue(bytesOf(0, 50_000)),
      pull: (controller) => controller.error(new Error('the signal is gone')),
    })
    expect((await patch(stage, 0, cut)).ok).toBe(false)
    const [, offset] = await offsetOf(stage)
    expect(Number(offset)).toBeLessThanOrEqual(50_000)
    expect((await patch(stage, Number(offset), bytesOf(Number(offset)))).status).toBe(204)
    expect(await stateOf(stage)).toBe('received')
  })

  test('a server that was killed before it looked at the last piece does so when asked again', async () => {
    const stage = await setStage()
    const { settings } = stage.server.handler.parts
    await begin(stage)
    await writeFile(join(settings.photosDir, stage.server.unitId, 'incoming', stage.id), photo)
    expect([await offsetOf(stage), await stateOf(stage)]).toEqual([[200, '300000'], 'wanted'])
    expect((await patch(stage, photo.length, new Uint8Array())).status).toBe(204)
    expect(await stateOf(stage)).toBe('received')
  })

  test('one that is larger than allowed, or than it said, is refused', async () => {
    const stage = await setStage()
    const large = await begin(stage, stage.binh, 2_000_000)
    expect([large.status, await problemOf(large)]).toEqual([413, 'tooLarge'])
    await begin(stage, stage.binh, 1000)
    expect((await patch(stage, 0, bytesOf(0))).status).toBe(413)
  })

  test('a withdrawn device that may still send brings its photos, a stolen one does not', async () => {
    const stage = await setStage()
    const { server, binh } = stage
    const headers = { cookie: (await server.signIn('quantri')).cookie, 'content-type': 'application/json' }
    const withdraw = (how: string) => {
      const body = JSON.stringify({ enrolmentId: binh.identity.enrolmentId, how })
      return server.fetch('/api/admin/devices/revoke', { method: 'POST', headers, body })
    }
    await withdraw('drain')
    expect((await begin(stage)).status).toBe(201)
    await withdraw('stolen')
    expect((await patch(stage, 0, bytesOf(0))).status).toBe(403)
  })
})

test('an administrator switches photos on for the unit; nobody else does', async () => {
  const { server, binh } = await setStage()
  const set = async (username: string) => {
    const { cookie } = await server.signIn(username)
    const headers = { cookie, 'content-type': 'application/json' }
    const body = JSON.stringify({ allowsPhotos: true })
    return (await server.fetch('/api/admin/unit', { method: 'POST', headers, body })).status
  }
  const unit = async () => {
    const { changes } = await binh.pullAll()
    return changes.flatMap((change) =>
      change.kind === 'record' && change.collection === 'unit' ? [change.record] : [],
    )
  }
  expect([await set('minh'), await unit()]).toMatchObject([
    403,
    [{ allowsPhotos: false, name: 'Đơn vị thử' }],
  ])
  expect([await set('quantri'), await unit()]).toMatchObject([
    200,
    [{ allowsPhotos: true, name: 'Đơn vị thử' }],
  ])
})
