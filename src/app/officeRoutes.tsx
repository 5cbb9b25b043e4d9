import { useEffect, type ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { NotHere } from './session/NotHere.tsx'
import { mayOpen, type OfficePlace } from './session/places.ts'
import { useRoles } from './session/useRoles.ts'
import { paths, patterns } from './paths.ts'
import { screen } from './screen.ts'
import { whenIdle } from './ui/whenIdle.ts'

const ReviewPage = screen(() => import('./review/ReviewPage.tsx'), 'ReviewPage')
const PlanPage = screen(() => import('./plan/PlanPage.tsx'), 'PlanPage')
const WorkloadPage = screen(() => import('./plan/WorkloadPage.tsx'), 'WorkloadPage')
const DaySheetPage = screen(() => import('./plan/DaySheetPage.tsx'), 'DaySheetPage')
const OverviewPage = screen(() => import('./overview/OverviewPage.tsx'), 'OverviewPage')
const WeeklyPage = screen(() => import('./overview/WeeklyPage.tsx'), 'WeeklyPage')
const MapPage = screen(() => import('./map/MapPage.tsx'), 'MapPage')
const TargetsPage = screen(() => import('./targets/TargetsPage.tsx'), 'TargetsPage')
const ReportsPage = screen(() => import('./reports/ReportsPage.tsx'), 'ReportsPage')
const ImportPage = screen(() => import('./lists/ImportPage.tsx'), 'ImportPage')
const SettlePage = screen(() => import('./settle/SettlePage.tsx'), 'SettlePage')
const AdminPage = screen(() => import('./admin/AdminPage.tsx'), 'AdminPage')

/** The screens of the office, and what is said where there is none: no phone at a gate loads them. */
export function OfficeRoutes() {
  useMapAtHand(mayOpen(useRoles(), 'map'))
  return (
    <Switch>
      <Route path={patterns.review}>
        {({ visitId }) => (
          <Office place="review">
            <ReviewPage visitId={visitId} />
          </Office>
        )}
      </Route>
      <Route path={paths.plan}>
        {() => (
          <Office place="plan">
            <PlanPage />
          </Office>
        )}
      </Route>
      <Route path={paths.workload}>
        {() => (
          <Office place="plan">
            <WorkloadPage />
          </Office>
        )}
      </Route>
      <Route path={patterns.daySheet}>
        {({ personId }) => (
          <Office place="plan">
            <DaySheetPage personId={personId} />
          </Office>
        )}
      </Route>
      <Route path={paths.overview}>
        {() => (
          <Office place="overview">
            <OverviewPage />
          </Office>
        )}
      </Route>
      <Route path={paths.weekly}>
        {() => (
          <Office place="overview">
            <WeeklyPage />
          </Office>
        )}
      </Route>
      <Route path={paths.map}>
        {() => (
          <Office place="map">
            <MapPage />
          </Office>
        )}
      </Route>
      <Route path={paths.targets}>
        {() => (
          <Office place="targets">
            <TargetsPage />
          </Office>
        )}
      </Route>
      <Route path={patterns.report}>
        {({ reportId }) => (
          <Office place="reports">
            <ReportsPage reportId={reportId} />
          </Office>
        )}
      </Route>
      <Route path={paths.settle}>
        {() => (
          <Office place="admin">
            <SettlePage />
          </Office>
        )}
      </Route>
      <Route path={paths.importList}>
        {() => (
          <Office place="admin">
            <ImportPage />
          </Office>
        )}
      </Route>
      <Route path={paths.admin}>
        {() => (
          <Office place="admin">
            <AdminPage />
          </Office>
        )}
      </Route>
      <Route>{() => <NotHere />}</Route>
    </Switch>
  )
}

/** A place of the office, for those whose work is there. */
function Office({ place, children }: { readonly place: OfficePlace; readonly children: ReactNode }) {
  const roles = useRoles()
  return mayOpen(roles, place) ? children : <NotHere />
}

/** What draws the map is not on every phone: the service worker keeps it once it was fetched, for when there is no network. */
function useMapAtHand(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || navigator.serviceWorker?.controller == null) return
    return whenIdle(() => {
      // without a network a later start fetches it
      Promise.all([import('./map/drawMap.ts'), import('./map/baseFile.ts')]).catch(() => undefined)
    })
  }, [isWanted])
}
