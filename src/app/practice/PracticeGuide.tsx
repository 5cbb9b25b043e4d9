import { useLiveQuery } from 'dexie-react-hooks'
import type { ReactNode } from 'react'
import { useRoute } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { paths, patterns } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { practiceFirms, type PracticeFirm } from '#device/practice/practiceIds.ts'
import { ruleWords } from './ruleWords.ts'
import { readPractised, type About } from './readPractised.ts'

/** One sentence that says what to try here, and once it was done, what the rules made of it. */
export function PracticeGuide() {
  const [isToday] = useRoute(paths.today)
  const [isOutbox] = useRoute(paths.outbox)
  const [, firm] = useRoute(patterns.firm)
  const [, visit] = useRoute(patterns.visit)
  if (isToday) return <Guide what={m.practice_today({ place: m.today_toVisit() })} />
  if (isOutbox) {
    return (
      <Guide what={m.practice_outboxWaiting({ button: m.outbox_sendNow() })} more={m.practice_outboxReal()} />
    )
  }
  const about = visit ?? firm
  return about === null ? null : <FirmGuide about={about} />
}

function FirmGuide({ about }: { readonly about: About }) {
  const device = useDevice()
  const practised = useLiveQuery(() => readPractised(device, about), [device, ...Object.values(about)])
  const [key] = Object.entries(practiceFirms).find(([, id]) => id === practised?.firmId) ?? []
  if (practised === undefined || key === undefined) return null
  const { advice } = practised
  return advice === undefined ? (
    <Guide what={tries[key as PracticeFirm]()} />
  ) : (
    <Guide what={ruleWords(advice)} isDone />
  )
}

interface GuideProps {
  readonly what: string
  readonly more?: ReactNode
  readonly isDone?: boolean
}

function Guide({ what, more, isDone = false }: GuideProps) {
  return (
    <div className="practice-guide no-print">
      <Banner tone={isDone ? 'good' : 'info'} what={what} safe={more} />
    </div>
  )
}

const tries: Readonly<Record<PracticeFirm, () => string>> = {
  ownerAway: () => m.practice_tryOwnerAway({ answer: m.unknown_doesNotKnow() }),
  threeMembers: m.practice_tryThreeMembers,
  refuses: () => m.practice_tryRefuses({ answer: m.option_outcome_refused() }),
  hasCell: m.practice_tryHasCell,
  wrongTaxCode: () => m.practice_tryWrongTaxCode({ button: m.option_profileConfirmed_no() }),
  returned: () => m.practice_tryReturned({ button: m.check_correct(), place: m.today_toCorrect() }),
}
