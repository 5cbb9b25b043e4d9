import { useLiveQuery } from 'dexie-react-hooks'
import { useDeferredValue, useMemo } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { doubleFinder, readFirmList, type LikelyDouble } from '#device/firmList.ts'
import type { Reference } from '#device/people.ts'
import { permissions } from '#domain/access.ts'
import { MergeButton } from './MergeButton.tsx'
import type { NewFirm } from './newFirm.ts'
import { parkName } from './useReference.ts'

const fewestLetters = 3
const mostShown = 3

/** Firms already there that this one may be, while it is typed or before it is taken into the list. */
export function useLikelyDoubles(
  firm: Pick<NewFirm, 'name' | 'parkId' | 'taxCode'> & { readonly id?: string },
): readonly LikelyDouble[] {
  const device = useDevice()
  const firms = useLiveQuery(() => readFirmList(device), [device])
  const find = useMemo(() => firms && doubleFinder(firms), [firms])
  const { id, name, parkId, taxCode } = useDeferredValue(firm)
  return useMemo(() => {
    if (find === undefined || (name.trim().length < fewestLetters && taxCode.trim() === '')) return []
    return find({ ...(id !== undefined && { id }), name, ...(parkId !== '' && { parkId }), taxCode }).slice(
      0,
      mostShown,
    )
  }, [find, id, name, parkId, taxCode])
}

interface LikelyDoublesProps {
  readonly doubles: readonly LikelyDouble[]
  readonly reference: Reference | undefined
  /** The firm in question, where it is there already: the office may merge it. */
  readonly firmId?: string | undefined
}

export function LikelyDoubles({ doubles, reference, firmId }: LikelyDoublesProps) {
  const { roles } = useDevice().identity
  const mayMerge = permissions['firm.merge'].some((role) => roles.some((own) => own === role))
  return (
    <div className="stack firm-doubles" role="status">
      {doubles.map(({ firm }) => (
        <Card key={firm.id} tone="warn">
          <p>
            {m.duplicate_maybe({
              name: firm.name,
              park: parkName(reference, firm.parkId) ?? firm.address ?? m.firms_noPark(),
            })}
          </p>
          <div className="row">
            <ButtonLink href={paths.firm(firm.id)}>{m.duplicate_open()}</ButtonLink>
            {mayMerge && firmId !== undefined && firm.card !== undefined && (
              <MergeButton firmId={firmId} otherId={firm.id} />
            )}
          </div>
        </Card>
      ))}
    </div>
  )
}
