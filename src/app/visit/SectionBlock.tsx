import { Check, ChevronDown, ChevronRight, LockKeyhole } from 'lucide-react'
import { useId } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { foldLabel, ownerWords, questionLabel, sectionLabel, valueLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import type { VisitForm } from '#device/visits.ts'
import { markableSections, markSection, unmarkSection } from '#domain/applyAnswer.ts'
import type { SectionNumber } from '#domain/fields.ts'
import { asksOwnerOpinion, isFoldOpen, sections } from '#domain/questionnaire.ts'
import type { Fold, Question } from '#domain/questionnaire/question.ts'
import { canConfirmSection, confirmSection } from '#domain/unchanged.ts'
import { focusQuestion } from './focusQuestion.ts'
import { useVisitForm } from './formInHand.ts'
import { askedIn, type Layout } from './layout.ts'
import { QuestionList } from './QuestionList.tsx'

export interface SectionBlockProps {
  readonly number: SectionNumber
  readonly layout: Layout
  readonly form: VisitForm
  /** «Hoàn tất» was tapped: what is missing is marked. */
  readonly marksMissing: boolean
}

/** One of the six parts: its title, its short ways, its questions. */
export function SectionBlock(props: SectionBlockProps) {
  const { number, layout, form } = props
  const id = useId()
  const { kind } = layout.progress.sections[number]
  if (kind === 'notYet' || kind === 'notAsked') return null
  const unitKind = layout.context.profile.unitKind
  return (
    <section className="visit-section" aria-labelledby={id} data-section={number}>
      <div className="visit-section-head">
        <h2 id={id}>
          {number}. {sectionLabel(number, unitKind)}
        </h2>
        <ConfirmButton {...props} />
        {kind === 'done' && layout.progress.sections[number].needed > 0 && (
          <Check className="visit-section-done" aria-label={m.form_sectionDone()} />
        )}
      </div>
      {number === 4 && <p className="visit-section-note">{m.hint_numbersOnly()}</p>}
      {kind === 'locked' ? <Locked /> : <OpenSection {...props} form={form} />}
    </section>
  )
}

function Locked() {
  return (
    <div className="visit-locked">
      <LockKeyhole aria-hidden />
      <p>{m.hint_locked()}</p>
      <Button onClick={() => focusQuestion('noticeGiven')}>{m.form_toNotice()}</Button>
    </div>
  )
}

function OpenSection(props: SectionBlockProps) {
  const { number, layout, form } = props
  const asked = askedIn(layout, number)
  if (number === 5 && !isUnfolded('ownerOpinion', form, layout)) {
    return (
      <>
        {!asksOwnerOpinion(form.answers) && <OwnerNotMet layout={layout} />}
        <FoldButton fold="ownerOpinion" label={ownerFoldTitle(form, layout)} isOpen={false} />
      </>
    )
  }
  return (
    <>
      {number === 5 && !asksOwnerOpinion(form.answers) && <OwnerNotMet layout={layout} />}
      {number === 5 && asksOwnerOpinion(form.answers) && <StanceBefore layout={layout} />}
      <ShortWays {...props} />
      {foldedRuns(asked).map(({ fold, questions }) =>
        fold === undefined || fold === 'ownerOpinion' ? (
          <PlainRun key={questions[0]!.id} {...props} questions={questions} />
        ) : (
          <FoldedRun key={fold} {...props} fold={fold} questions={questions} />
        ),
      )}
    </>
  )
}

/** In section 6 the line of 6.4 waits for a tap; in section 5 all of it has had one. */
function PlainRun(props: SectionBlockProps & { readonly questions: readonly Question[] }) {
  const { questions, form } = props
  const isAccess = props.number === 6 && questions[0]?.fold === 'ownerOpinion'
  if (!isAccess) return <QuestionList {...props} />
  const isOpen = form.openFolds.includes('accessEase')
  return (
    <>
      <FoldButton fold="accessEase" label={foldTitle('accessEase')} isOpen={isOpen} />
      {isOpen && <QuestionList {...props} />}
    </>
  )
}

function FoldedRun(
  props: SectionBlockProps & { readonly fold: Fold; readonly questions: readonly Question[] },
) {
  const { fold, form, layout } = props
  const opensItself = isFoldOpen(fold, form.answers, layout.context)
  const isOpen = opensItself || form.openFolds.includes(fold)
  return (
    <>
      {!opensItself && <FoldButton fold={fold} label={foldTitle(fold)} isOpen={isOpen} />}
      {opensItself && fold !== 'profile' && <h3>{foldTitle(fold)}</h3>}
      {isOpen && <QuestionList {...props} />}
    </>
  )
}

function FoldButton(props: { readonly fold: string; readonly label: string; readonly isOpen: boolean }) {
  const { fold, label, isOpen } = props
  const { change } = useVisitForm()
  const toggle = () =>
    change((form) => ({
      ...form,
      openFolds: isOpen ? form.openFolds.filter((each) => each !== fold) : [...form.openFolds, fold],
    }))
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <button type="button" className="fold-button" aria-expanded={isOpen} data-fold={fold} onClick={toggle}>
      <span>{isOpen ? m.form_close({ name: label }) : m.form_open({ name: label })}</span>
      <Icon aria-hidden />
    </button>
  )
}

/** «Vẫn như cũ»: one tap confirms what is known of a section. */
function ConfirmButton({ number, layout, form }: SectionBlockProps) {
  const { changeAnswers } = useVisitForm()
  if (!canConfirmSection(number, form.answers, layout.context)) return null
  return (
    <Button
      aria-label={m.form_named({
        text: m.action_unchanged(),
        name: sectionLabel(number, layout.context.profile.unitKind),
      })}
      onClick={() => changeAnswers((answers, context) => confirmSection(number, answers, context))}
    >
      {m.action_unchanged()}
    </Button>
  )
}

/** «Không cung cấp», «Để lần sau»: one tap for all that is still open in a section. */
function ShortWays({ number, layout }: SectionBlockProps) {
  const { changeAnswers } = useVisitForm()
  const { missing, needed, mark } = layout.progress.sections[number]
  const canMark = markableSections.includes(number) && (missing > 0 || mark !== undefined) && needed > 0
  if (!canMark) return null
  const toggle = (reason: 'declined' | 'notAsked') =>
    changeAnswers((answers, context) =>
      mark === reason
        ? unmarkSection(answers, sections[number], context)
        : markSection(
            mark === undefined ? answers : unmarkSection(answers, sections[number], context),
            number,
            reason,
            context,
          ),
    )
  return (
    <div className="row short-ways">
      <Button tone="quiet" aria-pressed={mark === 'declined'} onClick={() => toggle('declined')}>
        {m.answer_declined()}
      </Button>
      <Button tone="quiet" aria-pressed={mark === 'notAsked'} onClick={() => toggle('notAsked')}>
        {m.answer_nextTime()}
      </Button>
    </div>
  )
}

function OwnerNotMet({ layout }: { readonly layout: Layout }) {
  const { owner } = ownerWords(layout.context.profile.unitKind)
  const before = layout.context.facts['ownerStance']
  if (before === undefined) return <p>{m.hint_ownerNeverMet({ owner })}</p>
  return <p>{m.hint_ownerNotMet({ owner, date: formatDayMonth(before.on, getLocale()) })}</p>
}

function StanceBefore({ layout }: { readonly layout: Layout }) {
  const before = layout.context.facts['ownerStance']
  if (before === undefined) return null
  const stance = valueLabel('ownerStance', before.value)
  return (
    <p className="visit-section-note">
      {m.hint_stanceBefore({ date: formatDayMonth(before.on, getLocale()), stance })}
    </p>
  )
}

function isUnfolded(fold: Fold, form: VisitForm, layout: Layout): boolean {
  return isFoldOpen(fold, form.answers, layout.context) || form.openFolds.includes(fold)
}

/** Without the owner only wishes and requests are asked. */
function ownerFoldTitle({ answers }: VisitForm, { context }: Layout): string {
  const { unitKind } = context.profile
  return asksOwnerOpinion(answers) ? sectionLabel(5, unitKind) : questionLabel('ownerNeeds', unitKind)
}

function foldTitle(fold: string): string {
  return fold === 'accessEase' ? m.question_accessEase() : foldLabel(fold)
}

/** Questions in their order, those of one fold together. */
function foldedRuns(questions: readonly Question[]) {
  const runs: { fold: Fold | undefined; questions: Question[] }[] = []
  for (const question of questions) {
    const last = runs.at(-1)
    if (last !== undefined && last.fold === question.fold) last.questions.push(question)
    else runs.push({ fold: question.fold, questions: [question] })
  }
  return runs
}
