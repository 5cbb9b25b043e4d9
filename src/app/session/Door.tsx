import { Redirect, useLocation } from 'wouter'
import { paths } from '#app/paths.ts'
import { FirstRunPage } from './FirstRunPage.tsx'
import { SignInPage } from './SignInPage.tsx'
import { useServerStatus } from './serverStatus.ts'

/** Before anybody is signed in: the unit's first run, else signing in. The address that was wanted is remembered. */
export function Door() {
  const [path] = useLocation()
  const { status, asking, askAgain } = useServerStatus()
  const isFirstRun = status?.ok === true && !status.value.setUp
  const place = isFirstRun ? paths.firstRun : paths.signIn
  if (path !== place && (path !== paths.firstRun || status !== undefined)) {
    const wanted = path === paths.signIn || path === paths.firstRun ? undefined : path
    return <Redirect to={place} replace state={{ wanted }} />
  }
  return (
    <main>
      {isFirstRun ? (
        <FirstRunPage onSetUp={askAgain} />
      ) : (
        <SignInPage status={status} asking={asking} onAskAgain={askAgain} />
      )}
    </main>
  )
}
