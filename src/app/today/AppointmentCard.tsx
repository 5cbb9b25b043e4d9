import { m } from '#app/messages/compiled/messages.js'
import { CallLink } from '#app/firms/CallLink.tsx'
import { partOfDayWords } from '#app/firms/planWords.ts'
import { parkName, useReference } from '#app/firms/useReference.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { LinkCard } from '#app/ui/Card.tsx'
import { dotted } from '#app/ui/dotted.ts'
import type { FirmCard } from '#device/firmCard.ts'
import { adviceOf } from '#device/today.ts'

/** Somebody waits there today, at this hour. */
export function AppointmentCard({ card }: { readonly card: FirmCard }) {
  const reference = useReference()
  const at = adviceOf(card).appointment?.at
  return (
    <LinkCard
      href={paths.firm(card.id)}
      title={card.name}
      tone="info"
      foot={
        <>
          <Badge tone="info">{at === undefined ? m.today_someTime() : partOfDayWords(at)}</Badge>
          <CallLink phone={card.phone} />
        </>
      }
    >
      {dotted([parkName(reference, card.parkId), card.address])}
    </LinkCard>
  )
}
