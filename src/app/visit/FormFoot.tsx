import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { questionLabel } from '#app/messages/labels.ts'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Button } from '#app/ui/Button.tsx'
import { formatNumber } from '#app/ui/format.ts'
import type { Device } from '#device/device.ts'
import { askPersistence } from '#device/storageHealth.ts'
import { completeVisit, type VisitForm } from '#device/visits.ts'
import { missingQuestions, questions } from '#domain/questionnaire.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { focusQuestion } from './focusQuestion.ts'
import { useVisitForm, type FormInHand } from './formInHand.ts'
import { layoutOf, questionIdOf, type Layout } from './layout.ts'

interface FormFootProps {
  readonly layout: Layout
  readonly form: VisitForm
  readonly readOnly: boolean
  readonly onTried: () => void
  readonly onShowAll: () => void
  readonly onCompleted: () => void
}

/** What is left, and «Hoàn tất»: a tap on either leads to the next question that is missing or wrong. */
export function FormFoot({ layout, readOnly, onTried, onShowAll, onCompleted }: FormFootProps) {
  const device = useDevice()
  const ports = usePorts()
  const form = useVisitForm()
  const [told, setTold] = useState('')
  const left = layout.progress.missing

  const complete = async () => {
    // what is on the page may lag behind what was tapped
    const next = nextToAnswer(form, device)
    if (next !== undefined) return jump(next)
    const photosKept = await Promise.all(form.photosToCome)
    if (photosKept.includes(false)) return focusQuestion('photos')
    const saved = await form.saver.flush()
    if (saved.refused !== undefined) return
    const completed = await completeVisit(device, { ...form.open.draft, form: form.read() }, form.context())
    if (completed.ok) {
      ports.syncSoon()
      // a browser grants it more readily after something a person did
      void askPersistence(() => navigator.storage.persist())
      onCompleted()
    } else if (completed.problem.at !== undefined) jump(completed.problem.at)
    else setTold(m.form_notSaved_what())
  }
  const jump = (id: string) => {
    onTried()
    setTold(m.form_missingAt({ question: questionLabel(id, layout.context.profile.unitKind) }))
    unfold(form, id)
    if (form.open.returned !== undefined) onShowAll()
    // once what was folded is on the page
    afterPaint(() => focusQuestion(id))
  }
  const showNext = () => {
    const next = nextToAnswer(form, device)
    if (next !== undefined) jump(next)
  }
  return (
    <ActionBar
      note={
        <>
          {left > 0 && (
            <button type="button" className="visit-left" onClick={showNext} disabled={readOnly}>
              {m.visit_left({ n: formatNumber(left, getLocale()) })}
            </button>
          )}
          {left === 0 && layout.barring.length > 0 && (
            <button type="button" className="visit-left" onClick={showNext} disabled={readOnly}>
              {m.form_toCheck({ n: formatNumber(layout.barring.length, getLocale()) })}
            </button>
          )}
          <span role="status" className="visually-hidden">
            {told}
          </span>
        </>
      }
    >
      <Button tone="primary" disabled={readOnly} onClick={() => void complete()}>
        {m.visit_complete()}
      </Button>
    </ActionBar>
  )
}

/** The first question that is missing, else the first whose answer is wrong or odd. */
function nextToAnswer(form: FormInHand, device: Device): string | undefined {
  const now = form.read()
  const [missing] = missingQuestions(now.answers, form.context())
  if (missing !== undefined) return missing.id
  const [barring] = layoutOf(form, now, device.now()).barring
  return barring && questionIdOf(barring)
}

function unfold(form: FormInHand, id: string): void {
  const question = questions.find((each) => each.id === id)
  const fold = question?.section === 6 && question.fold !== undefined ? 'accessEase' : question?.fold
  if (fold === undefined) return
  form.change((now) => (now.openFolds.includes(fold) ? now : { ...now, openFolds: [...now.openFolds, fold] }))
}

function afterPaint(step: () => void): void {
  requestAnimationFrame(() => setTimeout(step, 60))
}
