import { Pencil } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { CallLink } from '#app/firms/CallLink.tsx'
import { returnedWords } from '#app/firms/decisionWords.ts'
import { useOpenForm } from '#app/firms/useOpenForm.ts'
import { useReference } from '#app/firms/useReference.ts'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import type { ReturnedVisit } from '#device/today.ts'

/** A visit that came back: the reviewer's sentence, what was marked, and the way to put it right. */
export function ReturnedCard({ returned }: { readonly returned: ReturnedVisit }) {
  const { visit, card, decision } = returned
  const reference = useReference()
  const now = useDevice().now()
  const { correct } = useOpenForm()
  return (
    <Card tone="warn">
      <h3>{card?.name ?? m.firm_notHere()}</h3>
      {decision?.reason !== undefined && <p className="today-quote">“{decision.reason}”</p>}
      {decision !== undefined && <p className="small muted">{returnedWords(decision, reference, now)}</p>}
      <div className="row">
        <Button icon={Pencil} onClick={() => void correct(visit.firmId, visit.id)}>
          {m.check_correct()}
        </Button>
        <CallLink phone={card?.phone} />
      </div>
    </Card>
  )
}
