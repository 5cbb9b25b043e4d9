import { photoLimits } from '#domain/photo.ts'
import { tusVersion, uploadIdOf, uploadsPath } from '#protocol/photos.ts'
import { askForHeaders, type Answered, type Road } from './transport.ts'

export interface Upload {
  readonly visitId: string
  readonly hash: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly token: string
}

/**
 * Brings what the server does not have yet of a photo, piece by piece, by tus 1.0.0. Its address follows from the
 * photo, so there is none to remember. False when `mayGoOn` said no between two pieces.
 */
export async function upload(
  road: Road,
  { visitId, hash, bytes, token }: Upload,
  mayGoOn: () => Promise<boolean>,
): Promise<Answered<boolean>> {
  const id = uploadIdOf(visitId, hash)
  const path = `${uploadsPath}/${id}`
  let found = await askTus(road, { method: 'HEAD', path, token })
  if (!found.ok && found.failure.status === 404) {
    const about = { 'upload-length': String(bytes.length), 'upload-metadata': `photo ${btoa(id)}` }
    found = await askTus(road, { method: 'POST', path: uploadsPath, token, headers: about })
  }
  if (!found.ok) return found
  for (let offset = found.value ?? 0; ;) {
    const piece = bytes.slice(offset, offset + photoLimits.chunkBytes)
    // all may be there and not looked at: an empty piece asks for that
    const sent = await askTus(road, {
      method: 'PATCH',
      path,
      token,
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      body: piece,
    })
    if (!sent.ok) return sent
    if (sent.value !== offset + piece.length) return { ok: false, failure: { kind: 'notTheServer' } }
    offset = sent.value
    if (offset >= bytes.length) return { ok: true, value: true }
    if (!(await mayGoOn())) return { ok: true, value: false }
  }
}

interface AskedTus {
  readonly method: 'HEAD' | 'PATCH' | 'POST'
  readonly path: string
  readonly token: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** How much is there, by an answer that speaks tus; undefined where it says nothing of it. */
async function askTus(road: Road, asked: AskedTus): Promise<Answered<number | undefined>> {
  const headers = { 'tus-resumable': tusVersion, ...asked.headers }
  const answered = await askForHeaders(road, { ...asked, headers })
  if (!answered.ok) return answered
  if (answered.value.get('tus-resumable') !== tusVersion)
    return { ok: false, failure: { kind: 'notTheServer' } }
  const offset = answered.value.get('upload-offset')
  return { ok: true, value: offset === null ? undefined : Number(offset) }
}
