import type { Result } from '#domain/result.ts'
import { putDraft, type Draft } from './drafts.ts'
import type { Device } from './device.ts'

/** What the form's head may say: the revision that is on disk, or why the latest one is not. */
export interface SaveState {
  readonly savedRevision: number
  readonly savedAt: number
  readonly saving: boolean
  readonly refused?: Extract<Result<void>, { ok: false }>['problem'] | undefined
}

/** Keeps one draft on disk while it is typed: one write in flight, what comes meanwhile goes together in the next. */
export interface DraftSaver<Form> {
  /** Takes the form as it is now; on disk within 300 ms on any phone that keeps up. */
  readonly save: (form: Form) => void
  /** Resolves when everything taken so far is on disk, or was refused. */
  readonly flush: () => Promise<SaveState>
  readonly state: () => SaveState
  /** The form as last taken, on disk or not. */
  readonly latest: () => Draft<Form>
  readonly subscribe: (listener: () => void) => () => void
}

export function createDraftSaver<Form>(device: Device, draft: Draft<Form>): DraftSaver<Form> {
  let state: SaveState = { savedRevision: draft.revision, savedAt: draft.updatedAt, saving: false }
  let latest: Draft<Form> = draft
  let running: Promise<void> | undefined
  const listeners = new Set<() => void>()

  function tell(next: SaveState): void {
    state = next
    for (const listener of listeners) listener()
  }

  async function write(): Promise<void> {
    while (state.savedRevision < latest.revision) {
      const writing = latest
      const saved = await putDraft(device, writing)
      if (!saved.ok) {
        tell({ ...state, saving: false, refused: saved.problem })
        return
      }
      tell({ savedRevision: writing.revision, savedAt: writing.updatedAt, saving: writing !== latest })
    }
  }

  function start(): void {
    running ??= write().finally(() => {
      running = undefined
      if (state.refused === undefined && state.savedRevision < latest.revision) start()
    })
  }

  return {
    save(form) {
      latest = { ...latest, form, revision: latest.revision + 1, updatedAt: device.now() }
      tell({ savedRevision: state.savedRevision, savedAt: state.savedAt, saving: true })
      start()
    },
    async flush() {
      if (state.savedRevision < latest.revision) start()
      while (running !== undefined) await running
      return state
    },
    state: () => state,
    latest: () => latest,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
