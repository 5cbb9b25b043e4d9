import './practice.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Redirect, Router, useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { useReadRoadStatus } from '#app/outbox/roadStatus.tsx'
import { statusLine } from '#app/outbox/statusLine.ts'
import { paths } from '#app/paths.ts'
import { DeviceContext, PortsContext, useDevice, usePorts } from '#app/ports.tsx'
import { focusSoon } from '#app/ui/focusSoon.ts'
import { showToast } from '#app/ui/toasts.ts'
import { readMeta } from '#device/meta.ts'
import { endPractice, isUnderWay, practiceOf } from '#device/practice/practice.ts'
import { PracticeScreens } from './PracticeScreens.tsx'
import { practicePorts } from './practicePorts.ts'

/** `/practice/…`: the same screens over another database. The address alone says which of the two it is. */
export function Practice() {
  const real = useDevice()
  const ports = usePorts()
  const [, navigate] = useLocation()
  const realRoad = useReadRoadStatus()
  const device = practiceOf(real)
  const underWay = useLiveQuery(() => isUnderWay(device), [device])
  if (underWay === undefined) return null
  // ended here or in another tab, and gone back to
  if (!underWay) return <Redirect to="/" replace />
  const end = async () => {
    const cameFrom = await readMeta(device.database, 'cameFrom')
    navigate(cameFrom ?? paths.settings, { replace: true })
    const ended = await endPractice(device)
    showToast(ended.ok ? m.practice_ended() : m.practice_notCleared())
    focusSoon(document.body, '#main')
  }
  const { tone, text } = statusLine(realRoad)
  return (
    <Router base={paths.practice}>
      <PortsContext value={practicePorts(ports, device)}>
        <DeviceContext value={device}>
          <PracticeScreens
            realStatus={{
              tone,
              text: m.practice_real({ status: text }),
              onOpen: () => navigate(paths.outbox),
            }}
            onEnd={() => void end()}
          />
        </DeviceContext>
      </PortsContext>
    </Router>
  )
}
