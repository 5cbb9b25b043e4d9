import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { parkName, useReference } from '#app/firms/useReference.ts'
import { countWords } from '#app/ui/countWords.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Section } from '#app/ui/Section.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import type { FirmToVisit } from '#device/today.ts'
import { FirmToVisitCard } from './FirmToVisitCard.tsx'

interface ToVisitProps {
  readonly toVisit: readonly FirmToVisit[]
  /** They rest after a refusal; shown after the others, with the day. */
  readonly onHold: readonly FirmToVisit[]
}

/** Where to go, in the order of going or park by park. */
export function ToVisit({ toVisit, onHold }: ToVisitProps) {
  const [by, setBy] = useState<'order' | 'park'>('order')
  const firms = [...toVisit, ...onHold]
  return (
    <Section title={m.today_toVisit()} note={countWords(firms.length, 'firms')}>
      {firms.length === 0 ? (
        <EmptyState text={m.today_allVisited()} />
      ) : (
        <>
          <Segmented
            label={m.today_toVisit()}
            labelHidden
            layout="tabs"
            options={[
              { value: 'order', label: m.today_byOrder() },
              { value: 'park', label: m.today_byPark() },
            ]}
            value={by}
            state="confirmed"
            onChange={setBy}
          />
          {by === 'order' ? <Cards firms={firms} /> : <ByPark firms={firms} />}
        </>
      )}
    </Section>
  )
}

function ByPark({ firms }: { readonly firms: readonly FirmToVisit[] }) {
  const reference = useReference()
  const byPark = Map.groupBy(firms, ({ card }) => parkName(reference, card.parkId) ?? m.firms_noPark())
  const parks = [...byPark].toSorted(([one], [other]) => one.localeCompare(other, 'vi'))
  return parks.map(([park, inPark]) => (
    <div key={park} className="stack">
      <h3 className="today-park">{park}</h3>
      <Cards firms={inPark} />
    </div>
  ))
}

function Cards({ firms }: { readonly firms: readonly FirmToVisit[] }) {
  return (
    <div className="today-cards">
      {firms.map((firm) => (
        <FirmToVisitCard key={firm.card.id} firm={firm} />
      ))}
    </div>
  )
}
