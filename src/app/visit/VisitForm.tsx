import './visit.css'
import { Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import type { OpenVisit } from '#device/visits.ts'
import type { SectionNumber } from '#domain/fields.ts'
import { useDevice } from '#app/ports.tsx'
import { focusQuestion } from './focusQuestion.ts'
import { FormContext, useFormInHand, type FormInHand } from './formInHand.ts'
import { FormFoot } from './FormFoot.tsx'
import { FormHead } from './FormHead.tsx'
import { layoutOf } from './layout.ts'
import { NotSavedBanner } from './NotSavedBanner.tsx'
import { ReturnedForm } from './later.ts'
import { SectionBlock } from './SectionBlock.tsx'
import { SummaryCard } from './SummaryCard.tsx'
import { ReferenceContext, useReadAround } from './useReference.ts'

export interface VisitFormProps {
  readonly open: OpenVisit
  /** Another tab has it: all is shown, nothing can be changed. */
  readonly readOnly: boolean
  readonly onCompleted: () => void
  readonly onDiscarded: () => void
  /** Hands out how to put everything on disk. */
  readonly onOpened: (flush: () => Promise<unknown>) => void
}

/** The whole form on one page; every change is on its way to disk before the next one. */
export function VisitForm({ open, readOnly, onCompleted, onDiscarded, onOpened }: VisitFormProps) {
  const device = useDevice()
  const { form, shown } = useFormInHand(device, open)
  const around = useReadAround(device)
  const propose = around?.propose
  const [marksMissing, setMarksMissing] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const layout = useMemo(() => layoutOf(form, shown, device.now(), propose), [form, shown, device, propose])
  const element = useRef<HTMLFormElement>(null)
  useSavedRevision(element, form.saver)
  useNotedFocus(element, form, readOnly)
  useRestoredFocus(readOnly ? undefined : open.draft.form.focus)
  useEffect(() => onOpened(form.saver.flush), [form, onOpened])

  const isReturned = open.returned !== undefined && !showsAll
  const section = (number: SectionNumber) => (
    <SectionBlock key={number} number={number} layout={layout} form={shown} marksMissing={marksMissing} />
  )
  const { sections } = layout.progress
  const hasOutside = sections[5].kind !== 'notYet' && sections[5].kind !== 'notAsked'
  return (
    <FormContext value={form}>
      <ReferenceContext value={around?.reference}>
        <FormHead layout={layout} form={shown} readOnly={readOnly} onDiscarded={onDiscarded} />
        <form
          ref={element}
          className="visit-form"
          aria-label={m.form_name()}
          noValidate
          onSubmit={(event) => event.preventDefault()}
        >
          <fieldset className="visit-form-fields" disabled={readOnly}>
            <NotSavedBanner />
            {open.draft.isDamaged === true && (
              <Banner tone="warn" what={m.form_damagedWhat()} todo={m.form_damagedDo()} />
            )}
            {open.returned !== undefined && (
              <Suspense>
                <ReturnedForm
                  decision={open.returned}
                  layout={layout}
                  form={shown}
                  marksMissing={marksMissing}
                  showsAll={showsAll}
                  onShowAll={() => setShowsAll(true)}
                />
              </Suspense>
            )}
            {!isReturned && (
              <>
                {section(1)}
                {sections[1].kind !== 'notYet' && sections[6].kind === 'notYet' && (
                  <p className="visit-hint">{m.form_startHere()}</p>
                )}
                <SummaryCard layout={layout} form={shown} />
                {section(2)}
                {section(3)}
                {section(4)}
                {hasOutside && (
                  <div className="visit-divider" role="separator" aria-label={m.hint_writeOutside()}>
                    <span>{m.hint_writeOutside()}</span>
                  </div>
                )}
                {section(5)}
                {section(6)}
              </>
            )}
          </fieldset>
        </form>
        <FormFoot
          layout={layout}
          form={shown}
          readOnly={readOnly}
          onTried={() => setMarksMissing(true)}
          onShowAll={() => setShowsAll(true)}
          onCompleted={onCompleted}
        />
      </ReferenceContext>
    </FormContext>
  )
}

type FormElement = RefObject<HTMLFormElement | null>

/**
 * `data-saved-revision` on the form: what is certainly on disk, for whoever pulls the plug; with `data-saving` there
 * is more that is not yet.
 */
function useSavedRevision(element: FormElement, saver: FormInHand['saver']): void {
  useEffect(() => {
    const note = () => {
      const { savedRevision, saving } = saver.state()
      element.current?.setAttribute('data-saved-revision', String(savedRevision))
      element.current?.toggleAttribute('data-saving', saving)
    }
    note()
    return saver.subscribe(note)
  }, [element, saver])
}

/** The question in hand is kept with the form. */
function useNotedFocus(element: FormElement, form: FormInHand, readOnly: boolean): void {
  useEffect(() => {
    const watched = element.current
    if (watched === null || readOnly) return
    const note = (event: FocusEvent) => {
      if (!(event.target instanceof Element)) return
      const question = event.target.closest<HTMLElement>('[data-question]')?.dataset['question']
      if (question !== undefined)
        form.change((now) => (now.focus === question ? now : { ...now, focus: question }))
    }
    watched.addEventListener('focusin', note)
    return () => watched.removeEventListener('focusin', note)
  }, [element, form, readOnly])
}

const restoreTries = 60

function useRestoredFocus(focus: string | undefined): void {
  const [question] = useState(focus)
  useEffect(() => {
    if (question === undefined) return
    // after the screen's own heading has had it, and once the control is there
    let frame = 0
    let tries = 0
    const focus = () => {
      tries += 1
      if (!focusQuestion(question, 'restore') && tries < restoreTries) frame = requestAnimationFrame(focus)
    }
    frame = requestAnimationFrame(focus)
    return () => cancelAnimationFrame(frame)
  }, [question])
}
