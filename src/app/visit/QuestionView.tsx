import { memo, Suspense } from 'react'
import type { Proposal } from '#domain/proposals.ts'
import { LaterQuestion } from './later.ts'
import { BigButtons, ChipsQuestion, YesNo } from './questions/Choice.tsx'
import { Contact } from './questions/Contact.tsx'
import { CountQuestion, PercentQuestion } from './questions/Count.tsx'
import { MeetingLine } from './questions/MeetingLine.tsx'
import { Notice } from './questions/Notice.tsx'
import { DateQuestion, LongText, ShortText } from './questions/Texts.tsx'
import { TwoStep } from './questions/TwoStep.tsx'
import type { QuestionProps } from './useWords.tsx'

export interface QuestionViewProps extends QuestionProps {
  readonly occurredAt: string
  readonly proposals: readonly Proposal[]
}

/** One question with the control it is put with. It renders for its own answer and its own words, nothing else. */
export const QuestionView = memo(function QuestionView(props: QuestionViewProps) {
  return (
    <div className="question" data-question={props.question.id} data-kind={props.question.control.kind}>
      <ControlOf {...props} />
    </div>
  )
})

function ControlOf(props: QuestionViewProps) {
  const { question } = props
  const { control } = question
  switch (control.kind) {
    case 'bigButtons':
      return <BigButtons {...props} control={control} />
    case 'twoStep':
      return <TwoStep {...props} control={control} />
    case 'count':
      return <CountQuestion {...props} control={control} />
    case 'percentOrCount':
      return <PercentQuestion {...props} control={control} />
    case 'chips':
      return question.id === 'activities' ? (
        <Later {...props} />
      ) : (
        <ChipsQuestion {...props} control={control} />
      )
    case 'yesNoUnknown':
      return <YesNo {...props} />
    case 'date':
      return <DateQuestion {...props} />
    case 'shortText':
      return <ShortText {...props} />
    case 'longText':
      return <LongText {...props} />
    case 'meetingLine':
      return <MeetingLine {...props} />
    case 'notice':
      return <Notice {...props} />
    case 'contact':
      return <Contact {...props} />
    default:
      return <Later {...props} />
  }
}

function Later(props: QuestionViewProps) {
  return (
    <Suspense fallback={<p className="field-label">{props.label}</p>}>
      <LaterQuestion {...props} />
    </Suspense>
  )
}
