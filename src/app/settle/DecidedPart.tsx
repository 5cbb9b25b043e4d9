import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { itemTitle } from '#app/outbox/itemWords.ts'
import { useDevice } from '#app/ports.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDateTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readHeldData } from '#device/heldData.ts'
import { personName, type Reference } from '#device/people.ts'

const mostShown = 20

/** What was let in or kept out, the newest first, with who said so and why. */
export function DecidedPart({ reference }: { readonly reference: Reference }) {
  const device = useDevice()
  const decided = useLiveQuery(() => readHeldData(device, { decided: true }), [device])
  if (decided === undefined || decided.length === 0) return null
  return (
    <Section title={m.settle_decided()}>
      <List label={m.settle_decided()}>
        {decided.slice(0, mostShown).map((item) => {
          const last = item.decisions.findLast((decision) => decision.counts)
          const words = item.state === 'released' ? m.settle_wasReleased : m.settle_wasDiscarded
          return (
            <ListRow
              key={item.id}
              title={itemTitle(item)}
              text={dotted([
                last === undefined
                  ? m.settle_byItself()
                  : words({
                      person: personName(reference, last.personId),
                      time: formatDateTime(last.clientTime, getLocale()),
                    }),
                last?.reason,
              ])}
            />
          )
        })}
      </List>
    </Section>
  )
}
