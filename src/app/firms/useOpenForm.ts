import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { startCorrection, startVisit, type VisitDraft } from '#device/visits.ts'
import type { Result } from '#domain/result.ts'

/** Opens the visit form: on disk first, then on the screen. */
export function useOpenForm() {
  const device = useDevice()
  const [, navigate] = useLocation()
  const open = (started: Result<VisitDraft>) => {
    if (started.ok) return navigate(paths.visit(started.value.visitId))
    showToast(started.problem.code === 'storageFull' ? m.failure_storageFull_do() : m.firm_notStarted())
  }
  return {
    start: async (firmId: string) => open(await startVisit(device, firmId)),
    correct: async (firmId: string, visitId: string) => open(await startCorrection(device, firmId, visitId)),
  }
}
