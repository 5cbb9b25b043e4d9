import { parkName } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatNumber } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import type { HandedFirm } from '#device/handOver.ts'
import { personName, type Reference } from '#device/people.ts'
import type { HandShare } from '#domain/handOver.ts'
import { UnsentNote } from './UnsentNote.tsx'

interface HandOverSummaryProps {
  readonly personId: string
  readonly firms: readonly HandedFirm[]
  readonly shares: readonly HandShare<HandedFirm>[]
  readonly reference: Reference
}

/** What goes to whom, what stays, and what nobody can know from here. */
export function HandOverSummary({ personId, firms, shares, reference }: HandOverSummaryProps) {
  const person = personName(reference, personId)
  return (
    <>
      <p role="status">
        <strong>{whatWords(firms)}</strong>
      </p>
      {shares.length > 0 && (
        <List label={m.handOver_to()}>
          {shares.map(({ personId: receiver, firms: given }) => (
            <ListRow
              key={receiver}
              title={personName(reference, receiver)}
              text={dotted([whatWords(given), parkWords(given, reference)])}
            />
          ))}
        </List>
      )}
      <UnsentNote personId={personId} person={person} />
      <p className="small muted">{m.handOver_stays({ person })}</p>
    </>
  )
}

/** «12 doanh nghiệp, 3 lịch hẹn, 5 việc tiếp theo» */
function whatWords(firms: readonly HandedFirm[]): string {
  const number = (n: number) => formatNumber(n, getLocale())
  const appointments = firms.filter(({ appointment }) => appointment !== undefined).length
  const steps = firms.reduce((sum, firm) => sum + firm.steps, 0)
  const helps = firms.filter(({ isHelper }) => isHelper).length
  return [
    countWords(firms.length, 'firms'),
    ...(helps > 0 ? [m.handOver_helps({ n: number(helps) })] : []),
    ...(appointments > 0 ? [m.handOver_appointments({ n: number(appointments) })] : []),
    ...(steps > 0 ? [m.handOver_steps({ n: number(steps) })] : []),
  ].join(', ')
}

function parkWords(firms: readonly HandedFirm[], reference: Reference): string {
  const parks = Map.groupBy(firms, ({ parkId }) => parkName(reference, parkId) ?? m.firms_noPark())
  return Array.from(parks, ([park, inPark]) => `${park} ${formatNumber(inPark.length, getLocale())}`).join(
    ', ',
  )
}
