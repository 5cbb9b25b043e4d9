import { useRoute } from 'wouter'
import { RoadStatusContext, useReadRoadStatus } from '#app/outbox/roadStatus.tsx'
import { patterns } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { Routes } from '#app/routes.tsx'
import { phoneItems, railItems } from '#app/session/places.ts'
import { Shell } from '#app/ui/Shell.tsx'
import type { StatusBarProps } from '#app/ui/StatusBar.tsx'
import { PracticeBand } from './PracticeBand.tsx'
import { PracticeGuide } from './PracticeGuide.tsx'

interface PracticeScreensProps {
  /** How real work stands with the server: that is no less true while somebody practises. */
  readonly realStatus: StatusBarProps
  readonly onEnd: () => void
}

/** Around the screens of a practice: the band that says so, the status of real work, what to try. */
export function PracticeScreens({ realStatus, onEnd }: PracticeScreensProps) {
  const { roles } = useDevice().identity
  const [isForm] = useRoute(patterns.visit)
  const [isLetter] = useRoute(patterns.letter)
  const { waiting, ...road } = useReadRoadStatus()
  const counts = { unsent: waiting, toReview: 0 }
  const band = <PracticeBand onEnd={onEnd} />
  return (
    // what the real road is like says nothing of this one
    <RoadStatusContext value={{ ...road, waiting, online: true, running: false, failure: undefined }}>
      {isLetter ? (
        <>
          {band}
          <Routes />
        </>
      ) : (
        <Shell
          band={band}
          status={realStatus}
          phoneNav={isForm ? undefined : phoneItems(roles, counts)}
          railNav={railItems(roles, counts)}
        >
          <PracticeGuide />
          <Routes />
        </Shell>
      )}
    </RoadStatusContext>
  )
}
