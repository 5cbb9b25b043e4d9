import './session.css'
import { useRef, useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { focusFirstError } from '#app/ui/focusSoon.ts'
import { Mark } from '#app/ui/Mark.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { askedWords } from './askedWords.ts'
import { InsecureNote } from './InsecureNote.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

const empty = { unitName: '', displayName: '', username: '', password: '' }
type Fields = typeof empty
type Errors = Partial<Record<keyof Fields | 'code', string>>

const leastPassword = 8

/** An empty server: name the unit and its first administrator, or try the sample. Both need the code it printed. */
export function FirstRunPage({ onSetUp }: { readonly onSetUp: () => void }) {
  const [code, setCode] = useState('')
  const [fields, setFields] = useState(empty)
  const [errors, setErrors] = useState<Errors>({})
  const { refused, busy, setUpUnit, setUpSample } = useSetUp(onSetUp)
  const field = (key: keyof Fields) => ({
    value: fields[key],
    error: errors[key],
    onChange: (value: string) => setFields((before) => ({ ...before, [key]: value })),
  })
  const page = useRef<HTMLDivElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const found = findErrors(fields, code)
    setErrors(found)
    if (Object.keys(found).length === 0) void setUpUnit(code.trim(), fields)
    else focusFirstError(page.current)
  }
  const trySample = () => {
    const missing = code.trim() === '' ? { code: m.firstRun_codeNeeded() } : {}
    setErrors(missing)
    if (missing.code === undefined) void setUpSample(code.trim())
    else focusFirstError(page.current)
  }
  return (
    <div ref={page} className="session">
      <header className="session-head">
        <Mark className="session-mark" />
        <p className="session-app">{m.app_name()}</p>
      </header>
      <PageHeader title={m.firstRun_title()} subtitle={m.firstRun_subtitle()} />
      <InsecureNote />
      {refused !== undefined && <Banner tone="bad" what={refused} safe={m.firstRun_nothingChanged()} />}
      <TextField
        label={m.firstRun_code()}
        hint={m.firstRun_codeHint()}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        required
        value={code}
        onChange={setCode}
        error={errors.code}
      />
      <Section title={m.firstRun_unit()}>
        <form className="stack" onSubmit={submit} noValidate>
          <TextField
            label={m.firstRun_unitName()}
            hint={m.firstRun_unitNameHint()}
            required
            {...field('unitName')}
          />
          <TextField
            label={m.firstRun_displayName()}
            autoComplete="name"
            required
            {...field('displayName')}
          />
          <TextField
            label={m.signIn_username()}
            hint={m.firstRun_usernameHint()}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...field('username')}
          />
          <TextField
            label={m.signIn_password()}
            hint={m.firstRun_passwordHint()}
            type="password"
            autoComplete="new-password"
            required
            {...field('password')}
          />
          <Button type="submit" tone="primary" wide busy={busy}>
            {m.firstRun_unit()}
          </Button>
        </form>
      </Section>
      <Section title={m.firstRun_sample()}>
        <p>{m.firstRun_sampleNote()}</p>
        <Button wide busy={busy} onClick={trySample}>
          {m.firstRun_sample()}
        </Button>
      </Section>
      <LanguageSwitch />
    </div>
  )
}

function useSetUp(onSetUp: () => void) {
  const { setUp, signIn } = usePorts()
  const [, navigate] = useLocation()
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const run = async (how: Parameters<typeof setUp>[0], then?: () => Promise<void>) => {
    setBusy(true)
    setRefused(undefined)
    const answer = await setUp(how)
    if (!answer.ok) setRefused(askedWords(answer))
    else if (then) await then()
    if (answer.ok) onSetUp()
    setBusy(false)
  }
  return {
    refused,
    busy,
    setUpSample: (code: string) => run({ kind: 'sample', code }),
    setUpUnit: (code: string, fields: Fields) => {
      const person = { ...fields, username: fields.username.trim().toLowerCase() }
      return run({ kind: 'unit', code, ...person }, async () => {
        const signedIn = await signIn(person.username, person.password)
        if (signedIn.ok) navigate('/', { replace: true })
      })
    },
  }
}

function findErrors(fields: Fields, code: string): Errors {
  const errors: Errors = {}
  if (code.trim() === '') errors.code = m.firstRun_codeNeeded()
  if (fields.unitName.trim() === '') errors.unitName = m.firstRun_needed()
  if (fields.displayName.trim() === '') errors.displayName = m.firstRun_needed()
  if (!/^[a-z0-9_.]{2,60}$/.test(fields.username.trim().toLowerCase()))
    errors.username = m.firstRun_usernameHint()
  if (fields.password.length < leastPassword) errors.password = m.firstRun_passwordHint()
  return errors
}
