import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { NotHere } from './session/NotHere.tsx'
import { homeOf, mayOpen, type OfficePlace } from './session/places.ts'
import { ScreenBoundary } from './session/ScreenBoundary.tsx'
import { useRoles } from './session/useRoles.ts'
import { paths, patterns } from './paths.ts'
import { useDevice } from './ports.tsx'
// the form comes with the app itself: it is what must open at a gate, with the fewest requests
import { VisitPage } from './visit/VisitPage.tsx'

const TodayPage = screen(() => import('./today/TodayPage.tsx'), 'TodayPage')
const FirmsPage = screen(() => import('./firms/FirmsPage.tsx'), 'FirmsPage')
const NewFirmPage = screen(() => import('./firms/NewFirmPage.tsx'), 'NewFirmPage')
const FirmPage = screen(() => import('./firms/FirmPage.tsx'), 'FirmPage')
const LetterPage = screen(() => import('./firms/LetterPage.tsx'), 'LetterPage')
const OutboxPage = screen(() => import('./outbox/OutboxPage.tsx'), 'OutboxPage')
const SettingsPage = screen(() => import('./settings/SettingsPage.tsx'), 'SettingsPage')
const SignInPage = screen(() => import('./session/SignInPage.tsx'), 'SignInPage')
const ReviewPage = screen(() => import('./review/ReviewPage.tsx'), 'ReviewPage')
const PlanPage = screen(() => import('./plan/PlanPage.tsx'), 'PlanPage')
const WorkloadPage = screen(() => import('./plan/WorkloadPage.tsx'), 'WorkloadPage')
const DaySheetPage = screen(() => import('./plan/DaySheetPage.tsx'), 'DaySheetPage')
const OverviewPage = screen(() => import('./overview/OverviewPage.tsx'), 'OverviewPage')
const WeeklyPage = screen(() => import('./overview/WeeklyPage.tsx'), 'WeeklyPage')
const TargetsPage = screen(() => import('./targets/TargetsPage.tsx'), 'TargetsPage')
const ReportsPage = screen(() => import('./reports/ReportsPage.tsx'), 'ReportsPage')
const ImportPage = screen(() => import('./lists/ImportPage.tsx'), 'ImportPage')
const SettlePage = screen(() => import('./settle/SettlePage.tsx'), 'SettlePage')
const AdminPage = screen(() => import('./admin/AdminPage.tsx'), 'AdminPage')

/** Which screen stands at which address, for somebody who is signed in. */
export function Routes() {
  const { roles } = useDevice().identity
  const [place] = useLocation()
  return (
    <ScreenBoundary place={place}>
      <Suspense>
        <Switch>
          <Route path="/">
            <Redirect to={homeOf(roles)} replace />
          </Route>
          <Route path={paths.today}>{() => <TodayPage />}</Route>
          <Route path={paths.firms}>{() => <FirmsPage />}</Route>
          <Route path={paths.newFirm}>{() => <NewFirmPage />}</Route>
          <Route path={patterns.letter}>{({ firmId }) => <LetterPage firmId={firmId} />}</Route>
          <Route path={patterns.firm}>{({ firmId }) => <FirmPage key={firmId} firmId={firmId} />}</Route>
          <Route path={patterns.visit}>{({ visitId }) => <VisitPage visitId={visitId} />}</Route>
          <Route path={paths.outbox}>{() => <OutboxPage />}</Route>
          <Route path={paths.settings}>{() => <SettingsPage />}</Route>
          <Route path={paths.signIn}>{() => <SignInPage again />}</Route>
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
      </Suspense>
    </ScreenBoundary>
  )
}

/** A place of the office, for those whose work is there. */
function Office({ place, children }: { readonly place: OfficePlace; readonly children: ReactNode }) {
  const roles = useRoles()
  return mayOpen(roles, place) ? children : <NotHere />
}

/** A screen whose code is loaded when it is first gone to. */
function screen<Name extends string, Props>(
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  name: Name,
) {
  return lazy(() => load().then((module) => ({ default: module[name] })))
}
