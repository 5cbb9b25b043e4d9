import { createContext, startTransition, use, useEffect, useState } from 'react'
import { useController, useForm, useWatch, type Control } from 'react-hook-form'
import { createDraftSaver, type DraftSaver } from '#device/draftSaver.ts'
import type { Device } from '#device/device.ts'
import type { OpenVisit, VisitForm } from '#device/visits.ts'
import type { Answer } from '#domain/answers.ts'
import { applyAnswer, applyAnswers, clearAnswer } from '#domain/applyAnswer.ts'
import { keptExplanations } from '#domain/checks.ts'
import { valueIn, type DraftAnswer, type DraftAnswers } from '#domain/draft.ts'
import { fieldKeys, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { noticeOn, type Notice } from '#domain/notice.ts'
import type { QuestionnaireContext } from '#domain/questionnaire/question.ts'
import { confirmAnswer } from '#domain/unchanged.ts'

/** One registered field a question key; null while nothing is said. */
type Entries = Record<string, DraftAnswer | null>

/** The form while it is filled in. The object stays the same: whoever holds it never renders because of it. */
export interface FormInHand {
  readonly open: OpenVisit
  readonly control: Control<Entries>
  readonly saver: DraftSaver<VisitForm>
  /** Photos that are being made smaller and saved: whether each came to be on disk. */
  readonly photosToCome: Set<Promise<boolean>>
  /** As it is this moment; what is shown may lag a frame behind. */
  readonly read: () => VisitForm
  readonly context: () => QuestionnaireContext
  readonly change: (step: (form: VisitForm) => VisitForm) => void
  readonly changeAnswers: (
    step: (answers: DraftAnswers, context: QuestionnaireContext) => DraftAnswers,
  ) => void
  readonly answer: (key: FieldKey, answer: Answer) => void
  readonly answerAll: (answers: Readonly<Record<string, Answer>>) => void
  readonly clear: (key: FieldKey) => void
  readonly confirm: (...keys: readonly FieldKey[]) => void
}

/**
 * The form of a draft, and what the page shows of it. A question renders at once when its own answer changes; the
 * page follows when there is time, so that typing never waits for it.
 */
export function useFormInHand(device: Device, open: OpenVisit): { form: FormInHand; shown: VisitForm } {
  const { control, setValue } = useForm<Entries>({ defaultValues: entriesOf(open.draft.form.answers) })
  const [shown, setShown] = useState(open.draft.form)
  const [form] = useState(() =>
    createFormInHand(device, open, control, {
      setEntry: (key, entry) => setValue(key, entry),
      show: afterPaint((next) => startTransition(() => setShown(next))),
    }),
  )
  useFlushWhenHidden(form)
  return { form, shown }
}

/** Calls with the latest of several values, once the browser has shown what was typed. */
function afterPaint<Value>(call: (value: Value) => void): (value: Value) => void {
  let latest: { readonly value: Value } | undefined
  const run = () => {
    const due = latest
    latest = undefined
    if (due !== undefined) call(due.value)
  }
  return (value) => {
    const isWaiting = latest !== undefined
    latest = { value }
    if (!isWaiting) requestAnimationFrame(() => setTimeout(run))
  }
}

interface Sinks {
  readonly setEntry: (key: string, entry: DraftAnswer | null) => void
  readonly show: (form: VisitForm) => void
}

function createFormInHand(
  device: Device,
  open: OpenVisit,
  control: Control<Entries>,
  sinks: Sinks,
): FormInHand {
  const saver = createDraftSaver(device, open.draft)
  let latest = open.draft.form

  const contextNow = () => contextFor(open, latest)

  function change(step: (form: VisitForm) => VisitForm): void {
    const before = latest
    latest = step(before)
    if (latest === before) return
    for (const key of changedKeys(before.answers, latest.answers))
      sinks.setEntry(key, latest.answers[key] ?? null)
    saver.save(latest)
    sinks.show(latest)
  }

  function changeAnswers(step: (answers: DraftAnswers, context: QuestionnaireContext) => DraftAnswers): void {
    change((form) => {
      const answers = step(form.answers, contextNow())
      const keys = changedKeys(form.answers, answers) as FieldKey[]
      const explanations = keys.reduce(keptExplanations, form.explanations)
      return answers === form.answers ? form : { ...form, answers, explanations }
    })
  }

  return {
    open,
    control,
    saver,
    photosToCome: new Set(),
    read: () => latest,
    context: contextNow,
    change,
    changeAnswers,
    answer: (key, answer) => changeAnswers((answers, context) => applyAnswer(answers, key, answer, context)),
    answerAll: (said) => changeAnswers((answers, context) => applyAnswers(answers, said, context)),
    clear: (key) => changeAnswers((answers, context) => clearAnswer(answers, key, context)),
    confirm: (...keys) =>
      changeAnswers((answers, context) =>
        keys.reduce((next, key) => confirmAnswer(next, key, context), answers),
      ),
  }
}

/** What the rules know besides the answers, as the form now stands. */
export function contextFor(open: OpenVisit, form: VisitForm): QuestionnaireContext {
  const day = form.occurredAt.slice(0, 10)
  const unit = { ...open.context.unit, noticeVersion: noticeOn(open.notices, day).version }
  const corrected = valueIn(form.answers, 'unitKind') as UnitKind | undefined
  const profile = { ...open.context.profile, ...(corrected !== undefined && { unitKind: corrected }) }
  return { ...open.context, profile, unit, shortForm: form.shortForm, day }
}

function changedKeys(before: DraftAnswers, after: DraftAnswers): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  )
}

function entriesOf(answers: DraftAnswers): Entries {
  return { ...Object.fromEntries(fieldKeys.map((key) => [key, null])), ...answers }
}

/** A phone may end a hidden page without a word. */
function useFlushWhenHidden({ saver }: FormInHand): void {
  useEffect(() => {
    const flush = () => void saver.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [saver])
}

export const FormContext = createContext<FormInHand | undefined>(undefined)

export function useVisitForm(): FormInHand {
  const form = use(FormContext)
  if (form === undefined) throw new Error('no form around this question')
  return form
}

/** The wording of the spoken notice on the day of the visit. */
export function useNotice(): Notice {
  const { open, context } = useVisitForm()
  return noticeOn(open.notices, context().day)
}

/** The answer to one question; only a change of this one renders. */
export function useEntry(key: FieldKey): DraftAnswer | undefined {
  const { field } = useController({ name: key, control: useVisitForm().control })
  return field.value ?? undefined
}

/** The answers to several. */
export function useEntries(keys: readonly FieldKey[]): readonly (DraftAnswer | undefined)[] {
  const values = useWatch({ control: useVisitForm().control, name: keys })
  return values.map((value) => value ?? undefined)
}
