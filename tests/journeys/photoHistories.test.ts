import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { countUnsentPhotos, forgetReceived } from '#device/photoRows.ts'
import { addPhoto } from '#device/photos.ts'
import { completeVisit } from '#device/visits.ts'
import { pull } from '#sync/pull.ts'
import { must } from '../support/participant.ts'
import { fillVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, minute, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

async function setStage() {
  team = await startTeam(undefined, { inFile: true })
  const [firmId = ''] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const { draft, context } = await fillVisit(binh, firmId, shortVisit)
  const { hash } = must(await addPhoto(binh.device, draft, new Uint8Array(randomBytes(1000))))
  must(await completeVisit(binh.device, draft, context))
  return { binh, hash }
}

/** With no photo in it. */
async function putServerBack(): Promise<void> {
  const { server } = team
  const backup = await server.backUp()
  await rm(server.handler.parts.settings.photosDir, { recursive: true })
  await server.restore(backup)
}

test('[I21] nothing is «all sent» from the moment a server is heard to have been put back, until its photos are there again', async () => {
  const { binh } = await setStage()
  await settle(binh)
  expect(await countUnsentPhotos(binh.device)).toBe(0)
  await putServerBack()
  await pull(binh.device, binh.road)
  expect(await countUnsentPhotos(binh.device)).toBe(1)
  await settle(binh)
  expect(await countUnsentPhotos(binh.device)).toBe(0)
})

test('[F19] a full phone lets go of no photo that a server put back may lack', async () => {
  const { binh } = await setStage()
  await settle(binh)
  await putServerBack()
  await pull(binh.device, binh.road)
  expect(await forgetReceived(binh.device, 0)).toBe(0)
  await settle(binh)
  expect(await forgetReceived(binh.device, 0)).toBe(1)
})

test('[F24] the late word of a server that has been put back since receives no photo', async () => {
  const { binh, hash } = await setStage()
  const { fetch } = binh.road
  let isPutBack = false
  const late: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init)
    if (!url.endsWith('/photos/have') || isPutBack || !(await answer.clone().text()).includes('received'))
      return answer
    isPutBack = true
    await putServerBack()
    // another tab hears of it first
    await pull(binh.device, binh.road)
    return answer
  }
  Object.assign(binh.road, { fetch: late })
  await settle(binh)
  expect(isPutBack).toBe(true)
  team.later(10 * minute)
  await settle(binh)
  expect(await binh.device.database.photos.toArray()).toMatchObject([{ hash, state: 'received' }])
  const { files } = team.server.handler.parts.photos(binh.device.identity.unitId)
  expect(await files.has(hash)).toBe(true)
})
