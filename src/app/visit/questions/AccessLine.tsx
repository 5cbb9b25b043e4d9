import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { accessEaseOf } from '#domain/accessEase.ts'
import { answered } from '#domain/answers.ts'
import { countedVisits } from '#domain/countedVisits.ts'
import { accessEases } from '#domain/fields/codes.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import { useDevice } from '#app/ports.tsx'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { codeOf } from './Choice.tsx'
import { textIn } from './Texts.tsx'

/** How easily the firm receives us: worked out, and corrected with a sentence where it is wrong. */
export function AccessLine({ question, label, warning }: QuestionProps) {
  const [corrected, reason] = useEntries(question.keys)
  const { open, answer, clear, context } = useVisitForm()
  const { personId } = useDevice().identity
  const [corrects, setCorrects] = useState(false)
  const visits = countedVisits(open.view.visits, { approvedAndOwnOf: personId })
  const known = accessEaseOf(visits, builtInRuleSet, context().day)
  const level = known.level === 'unknown' ? m.answer_notKnown() : optionLabel('accessEase', known.level)
  const words =
    known.on === undefined ? level : m.form_levelSince({ level, date: formatDayMonth(known.on, getLocale()) })
  if (corrected === undefined && !corrects) {
    return (
      <div className="row">
        <span>{words}</span>
        <Button onClick={() => setCorrects(true)}>{m.check_correct()}</Button>
      </div>
    )
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
        warning={warning}
        value={textIn(reason)}
        onChange={(text) =>
          text === '' ? clear('accessEaseReason') : answer('accessEaseReason', answered(text))
        }
      />
    </>
  )
}
