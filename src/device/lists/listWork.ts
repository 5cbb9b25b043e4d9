import type { Result } from '#domain/result.ts'
import { refuse } from '#domain/result.ts'
import type { Device } from '#device/device.ts'
import { createListSession, type ListSession, type Progress } from './listSession.ts'
import type { FileReader } from './openedList.ts'
import { planUndo, undoList, type Undoing } from './undoList.ts'

/** All that is done with lists, apart from the screen: where thousands of rows hold up nobody. */
export interface ListWork extends ListSession {
  readonly planUndo: (importId: string) => Promise<Undoing | undefined>
  readonly undo: (importId: string) => Promise<Result<string>>
}

export function createListWork(device: Device, reader: FileReader, onProgress: Progress): ListWork {
  return {
    ...createListSession(device, reader, onProgress),
    planUndo: (importId) => planUndo(device, importId, (done, of) => onProgress('looking', done, of)),
    undo: async (importId) => {
      // looked at once more: somebody may have touched a firm since the plan was shown
      const plan = await planUndo(device, importId)
      if (plan === undefined) return refuse('stepNotAllowed')
      return undoList(device, importId, plan, (done, of) => onProgress('undoing', done, of))
    },
  }
}
