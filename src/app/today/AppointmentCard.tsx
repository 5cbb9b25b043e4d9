import { m } from '#app/messages/compiled/messages.js'
import { CallLink } from '#app/firms/CallLink.tsx'
import { partOfDayWords } from '#app/firms/planWords.ts'
import { parkName, useReference } from '#app/firms/useReference.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { LinkCard } from '#app/ui/Card.tsx'
import { dotted } from '#app/ui/dotted.ts'
import type { AppointmentToday } from '#device/today.ts'

/** Somebody waits there today, at this hour. */
export function AppointmentCard({ appointment }: { readonly appointment: AppointmentToday }) {
  const reference = useReference()
  const { firmId, name, at, card } = appointment
  return (
    <LinkCard
      href={paths.firm(firmId)}
      title={name ?? m.firm_notHere()}
      tone="info"
      foot={
        <>
          <Badge tone="info">{at === undefined ? m.today_someTime() : partOfDayWords(at)}</Badge>
          <CallLink phone={card?.phone} />
        </>
      }
    >
      {dotted([parkName(reference, card?.parkId), card?.address])}
    </LinkCard>
  )
}
