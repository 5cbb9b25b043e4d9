import { browserWorld, reopenDevice } from '#device/device.ts'
import { currentEnrolment, databaseOf } from '#device/session.ts'

// Imported before everything else: the database opens while the rest of the app is still made ready.

export const world = browserWorld()

/** Who works here; undefined before the first sign-in and after signing out. */
export const enrolled = currentEnrolment()

let noteHeldUp: () => void
/** Settles when another tab keeps the database from being upgraded. */
export const heldUp = new Promise<void>((resolve) => {
  noteHeldUp = resolve
})

/** Their device; rejects when its database cannot be opened. */
export const currentDevice = enrolled.then(
  (enrolment) => enrolment && reopenDevice(databaseOf(enrolment), world, noteHeldUp),
)
