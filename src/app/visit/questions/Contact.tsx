import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Sheet } from '#app/ui/Dialog.tsx'
import { optionLabel } from '#app/messages/labels.ts'
import { noticeWords } from '#app/messages/noticeWords.ts'
import { TextField } from '#app/ui/TextField.tsx'
import { answered } from '#domain/answers.ts'
import type { DraftAnswer } from '#domain/draft.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { useEntries, useEntry, useNotice, useVisitForm } from '#app/visit/formInHand.ts'
import { LineButton } from '#app/visit/LineButton.tsx'
import { stateOf, type QuestionProps } from '#app/visit/useWords.tsx'
import { codeOf } from './Choice.tsx'
import { ToConfirm } from './ToConfirm.tsx'

interface ContactParts {
  readonly name?: string | undefined
  readonly role?: string | undefined
  readonly phone?: string | undefined
}

/** Whom to call: one line, never asked for. */
export function Contact({ label, error, warning, unitKind }: QuestionProps) {
  const entry = useEntry('contact')
  const { confirm } = useVisitForm()
  const [open, setOpen] = useState(false)
  const parts = contactIn(entry)
  const text = [parts.name, parts.role, parts.phone]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')
  const { state, stateText } = stateOf('contact', entry)
  return (
    <div className="line-with-state" data-state={state}>
      <LineButton label={label} labelShown onClick={() => setOpen(true)}>
        {text === '' ? m.hint_addContact() : text}
      </LineButton>
      {(error ?? warning) !== undefined && <p className="line-problem">{error ?? warning}</p>}
      <ToConfirm state={state} stateText={stateText} onConfirm={() => confirm('contact')} />
      {open && (
        <ContactSheet label={label} parts={parts} unitKind={unitKind} onClose={() => setOpen(false)} />
      )}
    </div>
  )
}

function ContactSheet(props: {
  readonly label: string
  readonly parts: ContactParts
  readonly unitKind: UnitKind | undefined
  readonly onClose: () => void
}) {
  const { label, parts, unitKind, onClose } = props
  const { answer, clear, open } = useVisitForm()
  const { contactText } = noticeWords(useNotice(), open.unit?.name ?? '')
  const [outcome] = useEntries(outcomeKeys)
  const met = codeOf(outcome)
  const usualRole = met === undefined ? '' : optionLabel('outcome', met, unitKind)
  const set = (part: keyof ContactParts, text: string) => {
    const next = { role: usualRole, ...parts, [part]: text }
    const isEmpty = `${next.name ?? ''}${next.phone ?? ''}`.trim() === '' && part !== 'role'
    if (isEmpty) clear('contact')
    else answer('contact', answered(next))
  }
  return (
    <Sheet open title={label} onClose={onClose}>
      <p className="notice-text">{contactText}</p>
      <TextField
        label={m.contact_name()}
        autoCapitalize="words"
        autoComplete="off"
        value={parts.name ?? ''}
        onChange={(text) => set('name', text)}
      />
      <TextField
        label={m.contact_role()}
        value={parts.role ?? usualRole}
        onChange={(text) => set('role', text)}
      />
      <TextField
        label={m.contact_phone()}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={parts.phone ?? ''}
        onChange={(text) => set('phone', text)}
      />
    </Sheet>
  )
}

const outcomeKeys = ['outcome'] as const

function contactIn(entry: DraftAnswer | undefined): ContactParts {
  const value = entry?.answer.kind === 'value' ? entry.answer.value : undefined
  return typeof value === 'object' && !Array.isArray(value) ? (value as ContactParts) : {}
}
