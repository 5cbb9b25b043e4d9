import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { discardDraft, forgetOldDiscards, putDraft, readDraft, restoreDraft } from '#device/drafts.ts'
import { releaseHeld } from '#device/heldData.ts'
import { readWaitingPhotos } from '#device/photoOutbox.ts'
import { addPhoto, readFormPhotos, readPhoto, removePhoto } from '#device/photos.ts'
import { completeVisit, startCorrection, type OpenVisit } from '#device/visits.ts'
import { decideVisit } from '#device/reviews.ts'
import { photosOf } from '#domain/photo.ts'
import { uploadsPath } from '#protocol/photos.ts'
import { must, reopen, type Participant } from '../support/participant.ts'
import { fillDraft, fillVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, assign, day, minute, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const newPhoto = (bytes = 600_000) => new Uint8Array(randomBytes(bytes))

type Passed = RequestInit | 'lost' | 'answerLost'

/** What passes between a phone and the server, and what is done to it. */
interface Weather {
  pass: (path: string, init: RequestInit) => Passed | Promise<Passed>
  readonly seen: string[]
}

async function setStage() {
  team = await startTeam()
  const [firmId = ''] = await addFirms(team, 1, { to: 'binh' })
  const weather: Weather = { pass: (_path, init) => init, seen: [] }
  const binh = await team.join('binh', (fetch) => async (url, init) => {
    const path = new URL(url).pathname
    weather.seen.push(`${init.method} ${path.slice(0, uploadsPath.length)}`)
    const passed = await weather.pass(path, init)
    if (passed === 'lost') throw new TypeError('Failed to fetch')
    const answer = await fetch(url, passed === 'answerLost' ? init : passed)
    if (passed === 'answerLost') throw new TypeError('Failed to fetch')
    return answer
  })
  const open = await fillVisit(binh, firmId, shortVisit)
  return { binh, firmId, weather, open, visitId: open.draft.visitId }
}

async function complete({ device }: Participant, { draft, context }: OpenVisit): Promise<void> {
  must(await completeVisit(device, draft, context))
}

function stateOf({ device }: Participant, visitId: string) {
  return device.database.photos.where('[visitId+hash]').between([visitId, ''], [visitId, 'g']).toArray()
}

async function onServer(visitId: string, hash: string): Promise<number> {
  const { minh } = team
  const { readToken } = minh.device.identity
  const headers = { authorization: `Bearer ${readToken}` }
  const response = await team.server.fetch(`/api/photos/${visitId}/${hash}`, { headers })
  return response.ok ? (await response.arrayBuffer()).byteLength : 0
}

const isPatch = (init: RequestInit) => init.method === 'PATCH'

describe('a photo', () => {
  test('lies in pieces of at most 256 kB, outlives a killed app, and follows its visit to the server', async () => {
    const { binh, open, visitId, weather } = await setStage()
    const bytes = newPhoto()
    const { hash } = must(await addPhoto(binh.device, open.draft, bytes))
    const again = await reopen(binh)
    const chunks = await again.device.database.photoChunks.toArray()
    expect(chunks.map(({ sealed }) => (sealed.plain as Uint8Array).length)).toEqual([
      262_144, 262_144, 75_712,
    ])
    expect((await readFormPhotos(again.device, open.draft)).taken).toMatchObject([{ hash }])
    expect(must((await readPhoto(again.device, { visitId, hash }))!)).toEqual(bytes)
    await settle(again)
    expect(await onServer(visitId, hash)).toBe(0)
    await complete(again, open)
    expect(await readWaitingPhotos(again.device)).toMatchObject([
      { count: 1, bytes: 600_000, waitsFor: 'visit' },
    ])
    weather.seen.length = 0
    await settle(again)
    expect(weather.seen.filter((line) => /push|PATCH/.test(line))).toEqual([
      'POST /api/sync/push',
      ...Array.from({ length: 3 }, () => 'PATCH /api/photos/uploads'),
    ])
    expect(await stateOf(again, visitId)).toMatchObject([{ state: 'received' }])
    expect([await onServer(visitId, hash), await readWaitingPhotos(again.device)]).toEqual([600_000, []])
  })

  test('taken out before completing is named by nobody and is gone; one that was handed in stays', async () => {
    const { binh, open, firmId, visitId } = await setStage()
    const [first, second] = [newPhoto(1000), newPhoto(1000)]
    const wrong = must(await addPhoto(binh.device, open.draft, first))
    const right = must(await addPhoto(binh.device, open.draft, second))
    must(await removePhoto(binh.device, wrong))
    expect(await binh.device.database.photoChunks.count()).toBe(1)
    await complete(binh, open)
    must(await removePhoto(binh.device, right))
    await settle(binh)
    expect(photosOf((await seenVisit(binh, firmId, visitId))!)).toEqual([right.hash])
    expect([await onServer(visitId, right.hash), await onServer(visitId, wrong.hash)]).toEqual([1000, 0])
  })

  test('there are at most six of, and none without a form that is open', async () => {
    const { binh, open } = await setStage()
    for (let count = 0; count < 6; count += 1) must(await addPhoto(binh.device, open.draft, newPhoto(10)))
    const seventh = await addPhoto(binh.device, open.draft, newPhoto(10))
    expect(seventh).toMatchObject({ ok: false, problem: { code: 'tooManyPhotos' } })
    await complete(binh, open)
    const late = await addPhoto(binh.device, open.draft, newPhoto(10))
    expect(late).toMatchObject({ ok: false, problem: { code: 'notApplicable' } })
    expect(await binh.device.database.photoChunks.count()).toBe(6)
  })

  test('of a returned visit stays with its correction, and a new one joins it', async () => {
    const { binh, open, firmId, visitId } = await setStage()
    const first = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
    await complete(binh, open)
    await settle(binh, team.minh)
    const { headRevisionId: revisionId } = (await seenVisit(team.minh, firmId, visitId))!
    const decision = {
      visitId,
      revisionId,
      kind: 'return',
      reason: 'Chụp lại.',
      fields: ['unionMembers'],
    } as const
    must(await decideVisit(team.minh.device, decision))
    await settle(team.minh, binh)
    must(await startCorrection(binh.device, firmId, visitId))
    const correction = await fillDraft(binh, visitId, { unionMembers: 1101 })
    const second = must(await addPhoto(binh.device, correction.draft, newPhoto(2000)))
    await complete(binh, correction)
    await settle(binh)
    expect(photosOf((await seenVisit(binh, firmId, visitId))!)).toEqual([first.hash, second.hash])
    expect([await onServer(visitId, first.hash), await onServer(visitId, second.hash)]).toEqual([1000, 2000])
  })

  test('goes with a form that was thrown away only when that is forgotten', async () => {
    const { binh, open, visitId } = await setStage()
    must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
    must(await discardDraft(binh.device, visitId))
    await forgetOldDiscards(binh.device)
    must(await restoreDraft(binh.device, visitId))
    expect((await readFormPhotos(binh.device, open.draft)).taken).toHaveLength(1)
    must(await discardDraft(binh.device, visitId))
    team.later(31 * day)
    await forgetOldDiscards(binh.device)
    const { photos, photoChunks } = binh.device.database
    expect([await photos.count(), await photoChunks.count()]).toEqual([0, 0])
  })
})

describe('[F29] on a bad road', () => {
  test('an upload that is cut goes on where it stopped, and is one photo', async () => {
    const { binh, open, visitId, weather } = await setStage()
    const { hash } = must(await addPhoto(binh.device, open.draft, newPhoto()))
    await complete(binh, open)
    const sizes: number[] = []
    let patches = 0
    weather.pass = (_path, init) => {
      if (!isPatch(init)) return init
      patches += 1
      if (patches === 2) return 'lost'
      sizes.push((init.body as Uint8Array).length)
      return patches === 3 ? 'answerLost' : init
    }
    expect((await binh.sync()).failure).toMatchObject({ kind: 'offline' })
    expect(await stateOf(binh, visitId)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    team.later(10 * minute)
    // the piece arrived and its answer did not: it is not sent again
    await binh.sync()
    team.later(10 * minute)
    await settle(await reopen(binh))
    expect(sizes).toEqual([262_144, 262_144, 75_712])
    expect(await onServer(visitId, hash)).toBe(600_000)
  })

  test('bytes bent on the way are never received; the photo is sent anew', async () => {
    const { binh, open, visitId, weather } = await setStage()
    const { hash } = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
    await complete(binh, open)
    weather.pass = (_path, init) => {
      if (!isPatch(init)) return init
      const body = new Uint8Array(init.body as Uint8Array)
      body[500]! ^= 4
      return { ...init, body }
    }
    await binh.sync()
    expect([await stateOf(binh, visitId), await onServer(visitId, hash)]).toMatchObject([
      [{ state: 'waiting' }],
      0,
    ])
    weather.pass = (_path, init) => init
    team.later(10 * minute)
    await settle(binh)
    expect([await stateOf(binh, visitId), await onServer(visitId, hash)]).toMatchObject([
      [{ state: 'received' }],
      1000,
    ])
  })

  test.each([
    [
      'a piece is missing',
      (who: Participant, at: [string, string, number]) => who.device.database.photoChunks.delete(at),
    ],
    [
      'a byte turned over on disk',
      (who: Participant, at: [string, string, number]) =>
        who.device.database.photoChunks.update(at, { sealed: { plain: newPhoto(75_712) } }),
    ],
  ])(
    'when %s on the phone, that is told, nothing of it is sent, and the visit goes',
    async (_what, spoil) => {
      const { binh, open, visitId, weather } = await setStage()
      const { hash } = must(await addPhoto(binh.device, open.draft, newPhoto()))
      const whole = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
      await spoil(binh, [visitId, hash, 2])
      expect(await readPhoto(binh.device, { visitId, hash })).toMatchObject({
        problem: { code: 'photoDamaged' },
      })
      await complete(binh, open)
      await settle(binh)
      expect(await readWaitingPhotos(binh.device)).toMatchObject([
        { count: 0, waitsFor: 'nothing', damaged: [{ hash }] },
      ])
      expect([await onServer(visitId, whole.hash), await onServer(visitId, hash)]).toEqual([1000, 0])
      expect(weather.seen.filter((line) => line.startsWith('PATCH'))).toHaveLength(1)
    },
  )

  test.each([401, 403, 404, 409, 413, 500, 503])('[P17] an answer %i removes nothing', async (status) => {
    const { binh, open, visitId } = await setStage()
    const { hash } = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
    await complete(binh, open)
    const { fetch } = binh.road
    const problem = { problem: { code: 'unexpected', words: 'No.' } }
    const headers = { 'content-type': 'application/json' }
    const refusing: typeof fetch = async (url, init) =>
      url.includes('/api/photos')
        ? new Response(JSON.stringify(problem), { status, headers })
        : fetch(url, init)
    Object.assign(binh.road, { fetch: refusing })
    await binh.sync()
    expect(await stateOf(binh, visitId)).toMatchObject([{ state: 'waiting' }])
    Object.assign(binh.road, { fetch })
    team.later(10 * minute)
    await settle(binh)
    expect(await onServer(visitId, hash)).toBe(1000)
  })

  test('[P15] a portal’s friendly answer is no receipt', async () => {
    const { binh, open, visitId } = await setStage()
    must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
    await complete(binh, open)
    const { fetch } = binh.road
    const portal: typeof fetch = async (url, init) =>
      url.includes('/uploads') ? new Response('<p>Wi-Fi</p>', { status: 200 }) : fetch(url, init)
    Object.assign(binh.road, { fetch: portal })
    expect((await binh.sync()).failure).toMatchObject({ kind: 'notTheServer' })
    expect(await stateOf(binh, visitId)).toMatchObject([{ state: 'waiting' }])
  })
})

test('the photo of a visit that is held waits, says so, and follows once the visit counts', async () => {
  const { binh, weather } = await setStage()
  const [strange = ''] = await addFirms(team, 1, { park: 2 })
  const open = await fillVisit(binh, strange, shortVisit)
  const { hash, visitId } = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
  await complete(binh, open)
  await settle(binh)
  expect(await readWaitingPhotos(binh.device)).toMatchObject([{ count: 1, waitsFor: 'counting' }])
  expect(weather.seen.some((line) => line.startsWith('PATCH'))).toBe(false)
  await settle(team.minh)
  must(await releaseHeld(team.minh.device, open.draft.revisionId))
  await settle(team.minh)
  team.later(10 * minute)
  await settle(binh)
  expect([await onServer(visitId, hash), await readWaitingPhotos(binh.device)]).toEqual([1000, []])
})

test('facts go first: a deed recorded while a photo is under way does not wait for its rest', async () => {
  const { binh, open, weather } = await setStage()
  const photo = must(await addPhoto(binh.device, open.draft, newPhoto(1_400_000)))
  await complete(binh, open)
  const [secondFirm = ''] = await addFirms(team, 1, { to: 'binh', park: 1 })
  let patches = 0
  weather.pass = async (_path, init) => {
    if (isPatch(init) && (patches += 1) === 2)
      await complete(binh, await fillVisit(binh, secondFirm, shortVisit))
    return init
  }
  await settle(binh)
  expect([patches, await binh.device.database.outbox.count()]).toEqual([2, 1])
  weather.seen.length = 0
  await settle(binh)
  const sent = weather.seen.filter((line) => /push|PATCH/.test(line))
  expect([sent[0], sent.length]).toEqual(['POST /api/sync/push', 5])
  expect(await onServer(photo.visitId, photo.hash)).toBe(1_400_000)
})

test('[F26] a phone that is to be emptied brings its photos too before they may go', async () => {
  const { binh, open, visitId, weather } = await setStage()
  const { hash } = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
  await complete(binh, open)
  weather.pass = (_path, init) => (isPatch(init) ? 'lost' : init)
  await binh.sync()
  const { cookie } = await team.server.signIn('quantri')
  const revoked = await team.server.fetch('/api/admin/devices/revoke', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost:8787' },
    body: JSON.stringify({ enrolmentId: binh.device.identity.enrolmentId, how: 'drain' }),
  })
  expect(revoked.status).toBe(200)
  team.later(10 * minute)
  await binh.sync()
  expect([await binh.device.database.base.count(), await stateOf(binh, visitId)]).toMatchObject([
    0,
    [{ state: 'waiting' }],
  ])
  weather.pass = (_path, init) => init
  team.later(10 * minute)
  await settle(binh)
  expect([await stateOf(binh, visitId), await onServer(visitId, hash)]).toMatchObject([
    [{ state: 'received' }],
    1000,
  ])
})

test('a server put back from a backup without its photos gets them again from the phone', async () => {
  team = await startTeam(undefined, { inFile: true })
  const [firmId = ''] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const open = await fillVisit(binh, firmId, shortVisit)
  const { hash, visitId } = must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
  await complete(binh, open)
  await settle(binh)
  const backup = await team.server.backUp()
  await rm(join(team.server.handler.parts.settings.photosDir), { recursive: true })
  await team.server.restore(backup)
  expect(await onServer(visitId, hash)).toBe(0)
  await settle(binh)
  await settle(binh)
  expect(await onServer(visitId, hash)).toBe(1000)
})

describe('when there is no room', () => {
  test('photos that the server has are let go for an answer, and others never', async () => {
    const { binh, open, visitId, firmId } = await setStage()
    must(await addPhoto(binh.device, open.draft, newPhoto(1000)))
    await complete(binh, open)
    await settle(binh)
    const [other = ''] = await addFirms(team, 1, { to: 'binh', park: 1 })
    await assign(team, [firmId], 'binh')
    const next = await fillVisit(binh, other, shortVisit)
    const kept = must(await addPhoto(binh.device, next.draft, newPhoto(1000)))
    const { drafts, photos } = binh.device.database
    const isFull = () => photos.where({ state: 'received' }).count()
    const hook = () => {
      throw full
    }
    const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    drafts.hook('updating').subscribe(hook)
    photos.hook('deleting').subscribe(() => drafts.hook('updating').unsubscribe(hook))
    expect(await isFull()).toBe(1)
    must(await putDraft(binh.device, { ...next.draft, revision: next.draft.revision + 1 }))
    expect(await photos.toArray()).toMatchObject([{ hash: kept.hash, state: 'taken' }])
    expect(await stateOf(binh, visitId)).toEqual([])
    expect((await readDraft(binh.device, next.draft.visitId))?.revision).toBe(next.draft.revision + 1)
  })

  test('a photo is refused in words, and the form is as it was', async () => {
    const { binh, open, visitId } = await setStage()
    const { photoChunks } = binh.device.database
    photoChunks.hook('creating').subscribe(() => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    })
    const refused = await addPhoto(binh.device, open.draft, newPhoto(1000))
    expect(refused).toMatchObject({ ok: false, problem: { code: 'storageFull' } })
    expect((await readFormPhotos(binh.device, open.draft)).taken).toEqual([])
    expect(await readDraft(binh.device, visitId)).toMatchObject({ revision: open.draft.revision })
    await complete(binh, open)
    await settle(binh)
    expect(await binh.device.database.outbox.count()).toBe(0)
  })
})
