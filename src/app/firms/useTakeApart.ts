import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { unmergeFirm } from '#device/mergeFirms.ts'

/** «Tách lại»: a firm stands by itself again. */
export function useTakeApart() {
  const device = useDevice()
  const { syncSoon } = usePorts()
  return async (firmId: string, name: string) => {
    const done = await unmergeFirm(device, firmId)
    if (done.ok) syncSoon()
    showToast(done.ok ? m.merge_undone({ name }) : m.merge_notUndone())
  }
}
