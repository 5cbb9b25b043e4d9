import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { rolesWords } from '#app/session/roleWords.ts'
import { Chips } from '#app/ui/Chips.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { roles, type PersonRecord, type Role, type WorkingGroupRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import { useServerSave } from './useServerSave.ts'

interface PersonSheetProps {
  /** Undefined for somebody new. */
  readonly person: PersonRecord | undefined
  readonly groups: readonly WorkingGroupRecord[]
  readonly onClose: () => void
}

/** Whether somebody leads their group on a day. */
export function leadsOn({ leads }: PersonRecord, day: string): boolean {
  return leads !== undefined && leads.from <= day && day <= (leads.to ?? '9999')
}

export function PersonSheet({ person, groups, onClose }: PersonSheetProps) {
  const ports = usePorts()
  const today = vietnamDay(useDevice().now())
  const [form, setForm] = useState(() => formOf(person, today))
  const [tried, setTried] = useState(false)
  const [saving, refused, save] = useServerSave(form.displayName, onClose)
  const change = (changes: Partial<Form>) => setForm({ ...form, ...changes })
  const wrong = errorsOf(form, person === undefined)
  const errors = tried ? wrong : {}
  const send = () => {
    setTried(true)
    if (Object.keys(wrong).length > 0) return
    const { password, workingGroupId, ...kept } = form
    save(() =>
      ports.setPerson({
        ...kept,
        displayName: form.displayName.normalize('NFC').trim(),
        personId: person?.id,
        workingGroupId: workingGroupId === '' ? undefined : workingGroupId,
        leads: workingGroupId !== '' && form.leads,
        password: password === '' ? undefined : password,
      }),
    )
  }
  return (
    <SaveSheet
      title={person === undefined ? m.admin_addPerson() : m.admin_editPerson({ name: person.displayName })}
      onSave={send}
      onClose={onClose}
      busy={saving}
      failed={refused?.at === 'username' ? undefined : refused?.words}
    >
      <TextField
        label={m.admin_displayName()}
        hint={m.admin_displayNameHint()}
        required
        autoComplete="off"
        value={form.displayName}
        onChange={(displayName) => change({ displayName })}
        error={errors.displayName}
      />
      <TextField
        label={m.admin_username()}
        hint={m.admin_usernameHint()}
        required
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={form.username}
        onChange={(username) => change({ username: username.trim().toLowerCase() })}
        error={errors.username ?? (refused?.at === 'username' ? refused.words : undefined)}
      />
      <TextField
        label={person === undefined ? m.admin_password() : m.admin_newPassword()}
        hint={person === undefined ? m.admin_passwordHint() : m.admin_newPasswordHint()}
        required={person === undefined}
        autoComplete="new-password"
        autoCapitalize="off"
        spellCheck={false}
        value={form.password}
        onChange={(password) => change({ password })}
        error={errors.password}
      />
      <Chips<Role>
        label={m.admin_roles()}
        hint={person === undefined ? undefined : m.admin_rolesHint()}
        required
        options={roles.map((value) => ({ value, label: capital(rolesWords([value])) }))}
        value={form.roles}
        onChange={(chosen) => change({ roles: chosen })}
        error={errors.roles}
      />
      <SelectField
        label={m.admin_group()}
        options={[
          { value: '', label: m.admin_noGroup() },
          ...groups.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={form.workingGroupId}
        onChange={(workingGroupId) => change({ workingGroupId })}
      />
      {form.workingGroupId !== '' && (
        <Toggle
          label={m.admin_leads()}
          hint={m.admin_leadsHint()}
          checked={form.leads}
          onChange={(leads) => change({ leads })}
        />
      )}
      {person !== undefined && (
        <Toggle
          label={m.admin_active()}
          hint={m.admin_activeHint()}
          checked={form.active}
          onChange={(active) => change({ active })}
        />
      )}
    </SaveSheet>
  )
}

interface Form {
  readonly displayName: string
  readonly username: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly workingGroupId: string
  readonly leads: boolean
  readonly active: boolean
}

function formOf(person: PersonRecord | undefined, today: string): Form {
  return {
    displayName: person?.displayName ?? '',
    username: person?.username ?? '',
    password: '',
    roles: person?.roles ?? ['surveyor'],
    workingGroupId: person?.workingGroupId ?? '',
    leads: person !== undefined && leadsOn(person, today),
    active: person?.active ?? true,
  }
}

function errorsOf(form: Form, isNew: boolean): Partial<Record<keyof Form, string>> {
  return {
    ...(form.displayName.trim() === '' && { displayName: m.admin_nameNeeded() }),
    ...(!/^[a-z0-9_.]{2,60}$/.test(form.username) && { username: m.admin_usernameBad() }),
    ...((isNew || form.password !== '') && form.password.length < 8 && { password: m.admin_passwordShort() }),
    ...(form.roles.length === 0 && { roles: m.admin_roleNeeded() }),
  }
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
