import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { photoLimits } from '#domain/photo.ts'
import { readUploadId, uploadsPath } from '#protocol/photos.ts'
import type { RequestProblemCode } from '#protocol/problems.ts'
import { answerProblem } from '#server/answers.ts'
import type { PhotoFiles } from './photoFiles.ts'

/** Photos on their way in, by tus. */
export interface Uploads {
  /** Answers a tus request that may be made. */
  readonly answer: (request: Request) => Promise<Response>
  /** Forgets what was begun long ago and never went on. */
  readonly tidy: () => Promise<number>
}

const unfinishedKeptMs = 30 * 86_400_000

/** What arrived in full is looked at before it counts: an upload that is not the photo it is named after is dropped. */
export function createUploads(directory: string, files: PhotoFiles): Uploads {
  let tus: Server | undefined
  const open = () => (tus ??= openTus(directory, files))
  return {
    answer: async (request) => translate(await open().handleWeb(request)),
    tidy: async () => (existsSync(directory) ? open().cleanUpExpiredUploads() : 0),
  }
}

function openTus(directory: string, files: PhotoFiles): Server {
  const datastore = new FileStore({ directory, expirationPeriodInMilliseconds: unfinishedKeptMs })
  return new Server({
    path: uploadsPath,
    datastore,
    maxSize: photoLimits.bytes,
    relativeLocation: true,
    namingFunction: (request) => askedUpload(request.headers)!,
    async onUploadFinish(_request, { id }) {
      const bytes = await readFile(join(directory, id))
      const isKept = await files.keep(readUploadId(id)!.hash, bytes)
      await datastore.remove(id)
      // what tus answers with is thrown as it wants it; the table below makes a problem of it
      if (!isKept) throw Object.assign(new Error('another photo'), { status_code: hashDiffersStatus })
      return {}
    },
  })
}

/** The name of the upload that a request wants to begin, as its metadata say. */
export function askedUpload(headers: Headers): string | undefined {
  const encoded = /(?:^|,)\s*photo ([\w+/=]+)/.exec(headers.get('upload-metadata') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const id = Buffer.from(encoded, 'base64').toString()
  return readUploadId(id) === undefined ? undefined : id
}

const hashDiffersStatus = 460
const codes: Readonly<Record<number, RequestProblemCode>> = {
  404: 'notFound',
  409: 'offsetDiffers',
  410: 'notFound',
  413: 'tooLarge',
  415: 'unsupportedMediaType',
  [hashDiffersStatus]: 'hashDiffers',
}
const told = ['tus-resumable', 'upload-offset', 'upload-length', 'upload-expires', 'location']

/** What tus says, without its headers for other origins; its refusals as problems like any other. */
function translate(response: Response): Response {
  const { status } = response
  const isRefusal = status >= 400
  const answer = isRefusal
    ? answerProblem({ code: status >= 500 ? 'unexpected' : (codes[status] ?? 'badShape') })
    : new Response(null, { status })
  for (const name of told) {
    const value = response.headers.get(name)
    if (value !== null) answer.headers.set(name, value)
  }
  answer.headers.set('cache-control', 'no-store')
  return answer
}
