import { X } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { readOrganisations } from '#device/units.ts'
import { readRecords } from '#device/view.ts'
import { answered } from '#domain/answers.ts'
import { foldFirmName, foldQuery, matchesSearch } from '#domain/fold.ts'
import type { OrganisationKind } from '#domain/organisation.ts'
import type { DirectoryRecord } from '#domain/records.ts'
import { useDevice } from '#app/ports.tsx'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import { stateOf, type QuestionProps } from '#app/visit/useWords.tsx'
import { codesOf } from './Choice.tsx'
import { textIn } from './Texts.tsx'
import { ToConfirm } from './ToConfirm.tsx'

const shownAtMost = 5

/** The joint organisation, or the firms it is shared with; it may be left to the supervisor. */
export function Organisation({ question, label, error }: QuestionProps) {
  const [org, firms] = useEntries(question.keys)
  const [orgKey, firmsKey] = question.keys
  const { open, answer, clear, confirm } = useVisitForm()
  const [text, setText] = useState('')
  const choices = useChoices(orgKey === 'unionOrgId' ? 'jointUnion' : 'jointCell', open.view.firm.id)
  const query = useDeferredValue(text)
  const found = useMemo(() => search(choices, query), [choices, query])
  const firmIds = codesOf(firms)
  const orgId = textIn(org)
  const said = [org, firms].find((entry) => entry?.confirmed === false) ?? org ?? firms
  const { state, stateText } = stateOf(orgKey, said)
  const isLeft = org?.answer.kind === 'unknown'
  const nameOf = (id: string) => choices.find((choice) => choice.id === id)?.name ?? countWords(1, 'firms')
  const choose = (choice: Choice) => {
    if (choice.kind === 'organisation') answer(orgKey, answered(choice.id))
    else answer(firmsKey!, answered([...new Set([...firmIds, choice.id])]))
    setText('')
  }
  return (
    <>
      <SearchField
        label={label}
        error={error}
        value={text}
        onChange={setText}
        placeholder={m.form_searchFirm()}
      />
      {found.length > 0 && (
        <List label={label}>
          {found.map((choice) => (
            <ListRow
              key={choice.id}
              title={choice.name}
              end={<Button onClick={() => choose(choice)}>{m.form_pick()}</Button>}
            />
          ))}
        </List>
      )}
      {query.trim() !== '' && found.length === 0 && (
        <p className="small muted">{m.search_nothing({ text: query })}</p>
      )}
      {(orgId !== '' || firmIds.length > 0) && (
        <div className="line-with-state" data-state={state}>
          <div className="row">
            {orgId !== '' && (
              <Button
                icon={X}
                onClick={() => clear(orgKey)}
                aria-label={m.form_takeAway({ name: nameOf(orgId) })}
              >
                {nameOf(orgId)}
              </Button>
            )}
            {firmIds.map((id) => (
              <Button
                key={id}
                icon={X}
                aria-label={m.form_takeAway({ name: nameOf(id) })}
                onClick={() => answer(firmsKey!, answered(firmIds.filter((other) => other !== id)))}
              >
                {nameOf(id)}
              </Button>
            ))}
          </div>
          <ToConfirm state={state} stateText={stateText} onConfirm={() => confirm(...question.keys)} />
        </div>
      )}
      <div className="row">
        <Button
          aria-pressed={isLeft}
          onClick={() => (isLeft ? clear(orgKey) : answer(orgKey, { kind: 'unknown', reason: 'notAsked' }))}
        >
          {m.hint_leaveToSupervisor()}
        </Button>
      </div>
    </>
  )
}

interface Choice {
  readonly kind: 'organisation' | 'firm'
  readonly id: string
  readonly name: string
  readonly searchKey: string
}

function useChoices(kind: OrganisationKind, ownFirmId: string): readonly Choice[] {
  const device = useDevice()
  const [choices, setChoices] = useState<readonly Choice[]>([])
  useEffect(() => {
    let left = false
    void Promise.all([readOrganisations(device), readRecords<DirectoryRecord>(device, 'directory')]).then(
      ([organisations, directory]) => {
        if (left) return
        const joint = organisations.filter((organisation) => organisation.kind === kind)
        const others = directory.filter(({ id, withdrawn }) => id !== ownFirmId && withdrawn !== true)
        setChoices([
          ...joint.map((one) => choiceOf('organisation', one)),
          ...others.map((one) => choiceOf('firm', one)),
        ])
      },
    )
    return () => {
      left = true
    }
  }, [device, kind, ownFirmId])
  return choices
}

function choiceOf(
  kind: Choice['kind'],
  { id, name }: { readonly id: string; readonly name: string },
): Choice {
  return { kind, id, name, searchKey: foldFirmName(name) }
}

function search(choices: readonly Choice[], text: string): readonly Choice[] {
  if (text.trim() === '') return []
  const query = foldQuery(text)
  return choices.filter((choice) => matchesSearch(choice.searchKey, query)).slice(0, shownAtMost)
}
