import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatDate } from '#app/ui/format.ts'
import { SelectField } from '#app/ui/SelectField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { handOverMoved, takeMoved } from '#device/moveFirm.ts'
import { personName, type Reference } from '#device/people.ts'
import { nameOf } from '#domain/profile.ts'
import { communeOptions } from './communeOptions.ts'
import type { FirmPageData } from './readFirmPage.ts'
import { parkName } from './useReference.ts'

interface MovedCardProps {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
}

/** «Đã chuyển đi»: where to, and on to the team of that place, which takes it. */
export function MovedCard({ data, reference }: MovedCardProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [failed, setFailed] = useState(false)
  const { view, moving } = data
  if (moving === undefined || moving.state === 'taken' || reference === undefined) return null
  const name = nameOf(view.profile)
  const place = placeWords(moving, reference)
  const date = formatDate(moving.on, getLocale())
  const group = reference.groups.find(({ parkIds }) => parkIds.some((id) => id === moving.parkId))
  const record = async (done: Promise<{ readonly ok: boolean }>, words: string) => {
    const { ok } = await done
    setFailed(!ok)
    if (!ok) return
    syncSoon()
    showToast(words)
  }
  return (
    <Card tone="warn">
      <p>{place === undefined ? m.moved_somewhere({ date }) : m.moved_to({ place, date })}</p>
      {moving.state === 'left' && place !== undefined && data.mayHandOver && (
        <>
          <p className="small muted">{m.moved_old()}</p>
          <Button
            onClick={() => void record(handOverMoved(device, view.firm.id), m.moved_handedOver({ name }))}
          >
            {group === undefined ? m.moved_handOverElsewhere() : m.moved_handOver({ group: group.name })}
          </Button>
        </>
      )}
      {moving.state === 'handedOver' && <p>{m.moved_waits()}</p>}
      {moving.state === 'handedOver' && data.mayTake && (
        <Take
          reference={reference}
          groupId={group?.id}
          onTake={(personId) =>
            void record(
              takeMoved(device, view.firm.id, personId),
              m.moved_taken({ person: personName(reference, personId), name }),
            )
          }
        />
      )}
      {failed && <Banner tone="bad" what={m.moved_notSaved()} urgent />}
    </Card>
  )
}

interface TakeProps {
  readonly reference: Reference
  /** The working group of where it went; without one anybody may take it. */
  readonly groupId: string | undefined
  readonly onTake: (personId: string) => void
}

function Take({ reference, groupId, onTake }: TakeProps) {
  const [personId, setPersonId] = useState('')
  const [tried, setTried] = useState(false)
  const members = [...reference.people.values()]
    .filter(({ active, roles }) => active && roles.includes('surveyor'))
    .filter(({ workingGroupId }) => groupId === undefined || workingGroupId === groupId)
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'vi'))
  const take = () => {
    setTried(true)
    if (personId !== '') onTake(personId)
  }
  return (
    <div className="stack">
      <SelectField
        label={m.moved_who()}
        required
        options={[
          { value: '', label: m.form_choose() },
          ...members.map(({ id, displayName }) => ({ value: id, label: displayName })),
        ]}
        value={personId}
        onChange={setPersonId}
        error={tried && personId === '' ? m.plan_chooseWho() : undefined}
      />
      <Button tone="primary" onClick={take}>
        {m.moved_take()}
      </Button>
    </div>
  )
}

function placeWords(
  { parkId, communeId }: NonNullable<FirmPageData['moving']>,
  reference: Reference,
): string | undefined {
  if (parkId !== undefined) return parkName(reference, parkId) ?? parkId
  return communeOptions(reference).find(({ value }) => value === communeId)?.label
}
