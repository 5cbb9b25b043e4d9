import './return.css'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { Chips } from '#app/ui/Chips.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import type { ReviewDetail } from '#device/reviewQueue.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { textOf } from '#domain/profile.ts'
import { questions } from '#domain/questionnaire.ts'
import { headRevision } from '#domain/visit.ts'
import { questionName } from './questionNames.ts'
import { flaggedFields } from './flagWords.ts'

interface ReturnSheetProps {
  readonly detail: ReviewDetail
  /** Whoever gets it back. */
  readonly person: string
  readonly onReturn: (reason: string, fields: readonly string[]) => void
  readonly onClose: () => void
}

const mostCharacters = 500

/** «Trả lại: cần hỏi lại điều gì?»: a sentence, and at least one question marked. */
export function ReturnSheet({ detail, person, onReturn, onClose }: ReturnSheetProps) {
  const choice = choiceOf(detail)
  const [reason, setReason] = useState('')
  const [marked, setMarked] = useState<readonly string[]>(choice.flagged)
  const [tried, setTried] = useState(false)
  const sentence = reason.trim()
  const isMissing = sentence === '' || marked.length === 0 || sentence.length > mostCharacters
  const send = () => {
    setTried(true)
    if (isMissing) return
    const chosen = choice.all.filter(({ id }) => marked.includes(id))
    onReturn(
      sentence,
      chosen.flatMap(({ keys }) => keys),
    )
  }
  const mark = (within: readonly Choice[]) => (ids: readonly string[]) =>
    setMarked([...marked.filter((id) => !within.some((one) => one.id === id)), ...ids])
  return (
    <Sheet
      open
      title={m.review_returnQuestion()}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={send}>
          {m.decide_return()}
        </Button>
      }
    >
      <div className="stack return-sheet">
        <TextArea
          label={m.decide_returnSentence()}
          hint={m.decide_returnHint({ person })}
          required
          rows={2}
          maxLength={mostCharacters}
          value={reason}
          onChange={setReason}
          autoFocusInDialog
          error={tried && sentence === '' ? m.ui_reasonNeeded() : undefined}
        />
        <Chips
          label={m.decide_returnFields()}
          required
          options={choice.first.map(({ id, label }) => ({ value: id, label }))}
          value={marked}
          onChange={mark(choice.first)}
          error={tried && marked.length === 0 ? m.decide_fieldsNeeded() : undefined}
        />
        {choice.others.length > 0 && (
          <details className="return-others">
            <summary>
              <ChevronDown aria-hidden />
              {m.decide_returnOthers()}
            </summary>
            <Chips
              label={m.decide_returnOthers()}
              labelHidden
              options={choice.others.map(({ id, label }) => ({ value: id, label }))}
              value={marked}
              onChange={mark(choice.others)}
            />
          </details>
        )}
      </div>
    </Sheet>
  )
}

interface Choice {
  readonly id: string
  readonly label: string
  readonly keys: readonly string[]
}

/** What was answered: first what changed or carries a flag, flagged questions marked from the start. */
function choiceOf({ visit, view, comparison, flags }: ReviewDetail) {
  const { answers } = headRevision(visit).body
  const unitKind = textOf(view.profile, 'unitKind') as UnitKind | undefined
  const flagged = flaggedFields(flags)
  const changed = new Set<string>([...comparison.changed.map(({ key }) => key), ...comparison.notSaid])
  const all: readonly (Choice & { isFlagged: boolean; isFirst: boolean })[] = questions.flatMap(
    (question) => {
      const keys = question.keys.filter((key) => answers[key] !== undefined)
      if (keys.length === 0) return []
      const isFlagged = keys.some((key) => flagged.has(key))
      const isFirst = isFlagged || keys.some((key) => changed.has(key))
      return [{ id: question.id, label: questionName(question.id, unitKind), keys, isFlagged, isFirst }]
    },
  )
  const first = all.filter(({ isFirst }) => isFirst)
  return {
    all,
    first: first.length === 0 ? all : first,
    others: first.length === 0 ? [] : all.filter(({ isFirst }) => !isFirst),
    flagged: all.filter(({ isFlagged }) => isFlagged).map(({ id }) => id),
  }
}
