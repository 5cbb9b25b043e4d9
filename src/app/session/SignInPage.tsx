import './session.css'
import { useEffect, useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts, type Asked, type ServerStatus } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { focusFirstError } from '#app/ui/focusSoon.ts'
import { Mark } from '#app/ui/Mark.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { readEnrolments, type EnrolmentRow } from '#device/session.ts'
import { askedWords } from './askedWords.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import { InsecureNote } from './InsecureNote.tsx'
import { LostNote } from './LostNote.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

interface SignInPageProps {
  readonly status?: Asked<ServerStatus> | undefined
  readonly asking?: boolean | undefined
  readonly onAskAgain?: (() => void) | undefined
  /** Somebody works here already whose session ended. */
  readonly again?: boolean | undefined
}

/** `/sign-in` */
export function SignInPage({ status, asking, onAskAgain, again }: SignInPageProps) {
  const enrolments = useEnrolments()
  const { username, setUsername, password, setPassword, error, busy, submit } = useSignIn(
    enrolments?.[0]?.username,
  )
  const known = status?.ok === true ? status.value : undefined
  return (
    <div className="session">
      <header className="session-head">
        <Mark className="session-mark" />
        <div>
          <p className="session-app">{m.app_name()}</p>
          {known?.unitName !== undefined && <p className="muted small">{known.unitName}</p>}
        </div>
      </header>
      <PageHeader title={m.signIn_title()} subtitle={again ? m.signIn_again() : undefined} />
      <InsecureNote />
      <LostNote enrolments={enrolments} />
      {status?.ok === false && (
        <Banner
          tone="warn"
          what={askedWords(status)}
          safe={enrolments?.length ? m.signIn_dataStays() : m.signIn_firstNeedsNetwork()}
          actions={
            <Button onClick={onAskAgain} busy={asking}>
              {m.failure_captivePortal_retry()}
            </Button>
          }
        />
      )}
      <form className="stack" onSubmit={submit}>
        <TextField
          label={m.signIn_username()}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={setUsername}
          error={error?.at === 'username' ? error.words : undefined}
        />
        <TextField
          label={m.signIn_password()}
          name="password"
          type="password"
          autoComplete="current-password"
          enterKeyHint="go"
          value={password}
          onChange={setPassword}
          error={error?.at === 'password' ? error.words : undefined}
        />
        <Button type="submit" tone="primary" wide busy={busy}>
          {m.signIn_title()}
        </Button>
      </form>
      <OthersNote enrolments={enrolments ?? []} username={username} />
      {known?.demo && (
        <DemoAccounts
          demo={known.demo}
          onChoose={(chosen) => {
            setUsername(chosen)
            setPassword(known.demo?.password ?? '')
          }}
        />
      )}
      <LanguageSwitch />
    </div>
  )
}

/** Whoever worked here before keeps everything; said as soon as another name is typed. */
function OthersNote(props: { readonly enrolments: readonly EnrolmentRow[]; readonly username: string }) {
  const others = props.enrolments.filter((row) => row.username !== props.username.trim())
  const [other] = others
  if (other === undefined) return null
  return <p className="small muted">{m.signIn_othersKept({ name: other.displayName })}</p>
}

function useSignIn(lastUsername: string | undefined) {
  const { signIn } = usePorts()
  const [, navigate] = useLocation()
  const wanted = useHistoryState<{ readonly wanted?: string } | null>()?.wanted
  const [typed, setUsername] = useState<string>()
  const [password, setPassword] = useState('')
  const [error, setError] = useState<{ at: 'username' | 'password'; words: string }>()
  const [busy, setBusy] = useState(false)
  const username = typed ?? lastUsername ?? ''
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const refuse = (words: string, at: 'username' | 'password' = 'password') => {
      setError({ at, words })
      focusFirstError(form)
    }
    if (username.trim() === '') return refuse(m.signIn_bothNeeded(), 'username')
    if (password === '') return refuse(m.signIn_bothNeeded())
    setBusy(true)
    setError(undefined)
    const answer = await signIn(username.trim().toLowerCase(), password).catch(() => undefined)
    setBusy(false)
    if (answer === undefined) refuse(m.signIn_deviceRefused())
    else if (answer.ok) navigate(wanted ?? '/', { replace: true })
    else refuse(askedWords(answer))
  }
  return { username, setUsername, password, setPassword, error, busy, submit }
}

function useEnrolments(): readonly EnrolmentRow[] | undefined {
  const [enrolments, setEnrolments] = useState<readonly EnrolmentRow[]>()
  useEffect(() => {
    let left = false
    // a browser without a database still lets the page speak
    void readEnrolments().then(
      (rows) => left || setEnrolments(rows),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [])
  return enrolments
}
