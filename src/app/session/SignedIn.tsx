import { lazy, Suspense } from 'react'
import { useLocation, useRoute } from 'wouter'
import { RoadStatusContext, useReadRoadStatus } from '#app/outbox/roadStatus.tsx'
import { statusLine } from '#app/outbox/statusLine.ts'
import { paths, patterns } from '#app/paths.ts'
import { Routes } from '#app/routes.tsx'
import { UpdateBanner } from '#app/settings/UpdateBanner.tsx'
import { Shell } from '#app/ui/Shell.tsx'
import { phoneItems, railItems } from './places.ts'
import { useLoss } from './useLoss.ts'
import { useRoles } from './useRoles.ts'
import { useVisitsToReview } from './useVisitsToReview.ts'

const ClockBanner = lazy(() =>
  import('./ClockBanner.tsx').then(({ ClockBanner }) => ({ default: ClockBanner })),
)
const StorageLostPage = lazy(() =>
  import('./StorageLostPage.tsx').then(({ StorageLostPage }) => ({ default: StorageLostPage })),
)

/** Everything around the screens of somebody who works here. */
export function SignedIn() {
  const roles = useRoles()
  const [, navigate] = useLocation()
  const [isLetter] = useRoute(patterns.letter)
  const [isForm] = useRoute(patterns.visit)
  const road = useReadRoadStatus()
  const [lost, settle] = useLoss()
  const toReview = useVisitsToReview(roles)
  // the guard at the gate reads it: nothing else is on the screen
  if (isLetter) return <Routes />
  const counts = { unsent: road.waiting, toReview }
  return (
    <RoadStatusContext value={road}>
      <Shell
        status={{ ...statusLine(road), onOpen: () => navigate(paths.outbox) }}
        phoneNav={isForm ? undefined : phoneItems(roles, counts)}
        railNav={railItems(roles, counts)}
      >
        <UpdateBanner />
        {!isForm && (
          <Suspense>
            <ClockBanner />
          </Suspense>
        )}
        {lost === undefined ? (
          <Routes />
        ) : (
          <Suspense>
            <StorageLostPage lost={lost} onSeen={settle} />
          </Suspense>
        )}
      </Shell>
    </RoadStatusContext>
  )
}
