import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import { answerEnvelope, hashSchema, protocolVersion, requestIdSchema } from './sync.ts'

// Photos go by tus 1.0.0 (https://tus.io), one upload a photo of a visit, under an address that both ends can work out.
// That the server has one is said in a trusted answer alone.

export const uploadsPath = '/api/photos/uploads'
export const tusVersion = '1.0.0'

/** The name of an upload: the visit that names the photo, and the photo. */
export function uploadIdOf(visitId: string, hash: string): string {
  return `${visitId}.${hash}`
}

export function readUploadId(id: string): { readonly visitId: string; readonly hash: string } | undefined {
  const [visitId = '', hash = '', ...more] = id.split('.')
  const isOne = more.length === 0 && idSchema.safeParse(visitId).success && hashSchema.safeParse(hash).success
  return isOne ? { visitId, hash } : undefined
}

export const photosLimit = 100

/** Visit and photo. */
const photoKeySchema = z.tuple([idSchema, hashSchema])

export const photosHaveRequestSchema = z.looseObject({
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  photos: z.array(photoKeySchema).check(z.maxLength(photosLimit)),
})
export type PhotosHaveRequest = z.infer<typeof photosHaveRequestSchema>

/** `unknown`: no visit of the asker that counts names it; it may be named later. */
export const photoStates = ['received', 'wanted', 'unknown'] as const
export type PhotoState = (typeof photoStates)[number]

export const photosHaveAnswerSchema = z.looseObject({
  ...answerEnvelope,
  photos: z.array(z.tuple([idSchema, hashSchema, z.enum(photoStates)])),
})
export type PhotosHaveAnswer = z.infer<typeof photosHaveAnswerSchema>
