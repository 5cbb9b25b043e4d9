import { Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { homeOf } from './session/places.ts'
import { ScreenBoundary } from './session/ScreenBoundary.tsx'
import { paths, patterns } from './paths.ts'
import { useDevice } from './ports.tsx'
import { screen } from './screen.ts'
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
const OfficeRoutes = screen(() => import('./officeRoutes.tsx'), 'OfficeRoutes')

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
          <Route>{() => <OfficeRoutes />}</Route>
        </Switch>
      </Suspense>
    </ScreenBoundary>
  )
}
