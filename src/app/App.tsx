import './ui/base.css'
import { Fragment, lazy, Suspense, useSyncExternalStore } from 'react'
import { useRoute } from 'wouter'
import { patterns } from './paths.ts'
import { DeviceContext, PortsContext, type Ports } from './ports.tsx'
import { ScreenBoundary } from './session/ScreenBoundary.tsx'
import { SignedIn } from './session/SignedIn.tsx'
import type { SessionStore } from './sessionStore.ts'
import { useShownPreferences } from './settings/preferences.ts'
import { ToastRegion } from './ui/ToastRegion.tsx'

export interface AppProps {
  readonly ports: Ports
  readonly people: SessionStore
}

const Door = lazy(() => import('./session/Door.tsx').then(({ Door }) => ({ default: Door })))
const Practice = lazy(() => import('./practice/Practice.tsx').then(({ Practice }) => ({ default: Practice })))

/** Nobody signed in: the door. Otherwise everything else, on that person's device. */
export function App({ ports, people }: AppProps) {
  const device = useSyncExternalStore(people.subscribe, people.get)
  const { locale } = useShownPreferences()
  const [isPractice] = useRoute(patterns.practice)
  return (
    <PortsContext value={ports}>
      {/* words are plain functions: another language makes every screen anew */}
      <Fragment key={locale}>
        {device === undefined ? (
          <ScreenBoundary place="door">
            <Suspense>
              <Door />
            </Suspense>
          </ScreenBoundary>
        ) : (
          <DeviceContext value={device}>
            {isPractice ? (
              <ScreenBoundary place="practice">
                <Suspense>
                  <Practice />
                </Suspense>
              </ScreenBoundary>
            ) : (
              <SignedIn key={device.database.name} />
            )}
          </DeviceContext>
        )}
        <ToastRegion />
      </Fragment>
    </PortsContext>
  )
}
