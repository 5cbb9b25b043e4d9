import {
  photosHaveAnswerSchema,
  photosHaveRequestSchema,
  readUploadId,
  uploadsPath,
} from '#protocol/photos.ts'
import { answerJson, answerProblem } from '#server/answers.ts'
import { defineRoute, type Asked, type Route } from '#server/route.ts'
import type { Carrier } from '#server/receive.ts'
import { findPhotos, isNamedByVisit, readPhoto } from './photos.ts'
import { askedUpload } from './uploads.ts'

const uploadProblems = ['notFound', 'badShape', 'tooLarge', 'unsupportedMediaType'] as const

/** Photos come in by tus from whoever recorded the visit, and go out to whoever may see it. */
export const photoRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/photos/have',
    summary: 'Which photos of one’s visits are here, and which are wanted.',
    who: 'pusher',
    request: photosHaveRequestSchema,
    answer: photosHaveAnswerSchema,
    problems: ['unknownProtocol'],
    forRevoked: 'drain',
    handle: async ({ parts, body, caller }) => answerJson(await findPhotos(parts, caller, body)),
  }),
  defineRoute({
    method: 'POST',
    path: uploadsPath,
    summary: 'Begins to bring a photo (tus); its metadata name the visit and the photo.',
    who: 'pusher',
    answer: 'tus',
    problems: uploadProblems,
    forRevoked: 'drain',
    handle: (asked) => answerUpload(asked, askedUpload(asked.headers)),
  }),
  defineRoute({
    method: 'HEAD',
    path: `${uploadsPath}/:id`,
    summary: 'How much of a photo is here (tus).',
    who: 'pusher',
    answer: 'tus',
    problems: uploadProblems,
    forRevoked: 'drain',
    handle: (asked) => answerUpload(asked, asked.params['id']),
  }),
  defineRoute({
    method: 'PATCH',
    path: `${uploadsPath}/:id`,
    summary:
      'The next piece of a photo (tus). With the last one it is looked at, and dropped if it is another.',
    who: 'pusher',
    answer: 'tus',
    problems: [...uploadProblems, 'offsetDiffers', 'hashDiffers'],
    forRevoked: 'drain',
    handle: (asked) => answerUpload(asked, asked.params['id']),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/photos/:visitId/:hash',
    summary: 'A photo of a visit in the view of the person.',
    who: 'reader',
    action: 'sync',
    answer: 'jpeg',
    problems: ['notFound'],
    handle: async ({ parts, caller, params }) => {
      const { visitId = '', hash = '' } = params
      const bytes = readUploadId(`${visitId}.${hash}`) && (await readPhoto(parts, caller, { visitId, hash }))
      if (bytes === undefined) return answerProblem({ code: 'notFound' })
      return new Response(bytes, { headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' } })
    },
  }),
]

/** The author is looked at with every piece, not only with the first. */
async function answerUpload(
  { parts, caller, request }: Asked<unknown, Carrier>,
  id: string | undefined,
): Promise<Response> {
  const named = id === undefined ? undefined : readUploadId(id)
  if (named === undefined) return answerProblem({ code: 'badShape', at: 'photo' })
  if (!(await isNamedByVisit(parts, caller, named))) return answerProblem({ code: 'notFound' })
  return parts.photos(caller.unitId).uploads.answer(request)
}
