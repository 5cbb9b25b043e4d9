import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { readRuleSetOfToday } from '#device/ruleSets.ts'
import { accessEaseOf, visitsInWindow } from '#domain/accessEase.ts'
import { answered } from '#domain/answers.ts'
import { countedVisits, type CountedVisit } from '#domain/countedVisits.ts'
import type { FieldKey } from '#domain/fields.ts'
import { accessEases } from '#domain/fields/codes.ts'
import { respondentIn } from '#domain/questionnaire/conditions.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import { useDevice } from '#app/ports.tsx'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { codeOf } from './Choice.tsx'
import { textIn } from './Texts.tsx'

/** The correction, and what the level is worked out from. */
const watched: readonly FieldKey[] = ['accessEase', 'accessEaseReason', 'outcome', 'mode', 'ownerStance']

/** How easily the firm receives us: worked out, this visit included, and corrected with a sentence where it is wrong. */
export function AccessLine({ label, required, error, warning }: QuestionProps) {
  const [corrected, reason] = useEntries(watched)
  const { answer, clear } = useVisitForm()
  const [corrects, setCorrects] = useState(false)
  const words = useLevelWords()
  if (corrected === undefined && !corrects) {
    return (
      <div className="row">
        <span>{words}</span>
        <Button onClick={() => setCorrects(true)}>{m.check_correct()}</Button>
      </div>
    )
  }
  const takeBack = () => {
    setCorrects(false)
    clear('accessEase')
    clear('accessEaseReason')
  }
  return (
    <>
      <Segmented
        label={label}
        layout="row"
        options={accessEases.map((code) => ({ value: code, label: optionLabel('accessEase', code) }))}
        value={codeOf(corrected)}
        onChange={(code) => answer('accessEase', answered(code))}
      />
      <TextField
        label={m.question_accessEaseReason()}
        required={required}
        error={error}
        warning={warning}
        value={textIn(reason)}
        onChange={(text) =>
          text === '' ? clear('accessEaseReason') : answer('accessEaseReason', answered(text))
        }
      />
      <div>
        <Button tone="quiet" onClick={takeBack}>
          {m.form_asWorkedOut()}
        </Button>
      </div>
    </>
  )
}

/** «Dễ, theo 3 lần gần nhất» */
function useLevelWords(): string {
  const device = useDevice()
  const { open, read, context } = useVisitForm()
  const ruleSet = useLiveQuery(() => readRuleSetOfToday(device), [device]) ?? builtInRuleSet
  const { personId } = device.identity
  const now = context()
  const current: CountedVisit = {
    visitId: open.draft.visitId,
    personId,
    on: now.day,
    answers: submittedAnswers(read().answers, now),
    respondent: respondentIn(read().answers),
    provisional: true,
  }
  const earlier = countedVisits(open.view.visits, { approvedAndOwnOf: personId })
  const visits = [...earlier.filter(({ visitId }) => visitId !== current.visitId), current]
  const { level } = accessEaseOf(visits, ruleSet, now.day)
  if (level === 'unknown') return m.answer_notKnown()
  const n = formatNumber(visitsInWindow(visits, ruleSet, now.day).length, getLocale())
  return m.hint_accessFrom({ level: optionLabel('accessEase', level), n })
}
