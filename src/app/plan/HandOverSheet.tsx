import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Chips } from '#app/ui/Chips.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { handBack, handOver, readHandOver, type HandedFirm } from '#device/handOver.ts'
import { personName, type Reference } from '#device/people.ts'
import type { Workloads } from '#device/workload.ts'
import { shareOut, type HandShare } from '#domain/handOver.ts'
import { HandOverSummary } from './HandOverSummary.tsx'
import { batchesOf, isIn, wholeBatch } from './handOverBatches.ts'
import { membersByName } from './members.ts'

interface HandOverSheetProps {
  readonly personId: string
  readonly workloads: Workloads
  readonly reference: Reference
  readonly onClose: () => void
}

/** «Bàn giao»: what somebody has goes to others in one go, after a look at what that is. */
export function HandOverSheet({ personId, workloads, reference, onClose }: HandOverSheetProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const all = useLiveQuery(() => readHandOver(device, personId), [device, personId])
  const [batch, setBatch] = useState(wholeBatch)
  const [receivers, setReceivers] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const [failed, setFailed] = useState(false)
  const person = personName(reference, personId)
  const firms = (all ?? []).filter((firm) => isIn(firm, batch))
  const load = new Map([...workloads.byPerson].map(([id, { firmIds }]) => [id, firmIds.length]))
  const shares = receivers.length === 0 ? [] : shareOut(firms, receivers, load)
  const give = async () => {
    setTried(true)
    if (receivers.length === 0 || firms.length === 0) return
    const done = await handOver(device, personId, shares)
    setFailed(!done.ok)
    if (!done.ok) return
    syncSoon()
    onClose()
    showToast(m.handOver_done({ firms: countWords(firms.length, 'firms'), person }), {
      label: m.handOver_undo(),
      run: () => void takeBack(shares),
    })
  }
  const takeBack = async (given: readonly HandShare<HandedFirm>[]) => {
    const done = await handBack(device, given)
    if (done.ok) syncSoon()
    showToast(done.ok ? m.handOver_undone({ person }) : m.plan_notSaved())
  }
  const batches = batchesOf(all ?? [], reference)
  return (
    <Sheet
      open
      title={m.handOver_of({ person })}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={() => void give()}>
          {m.handOver_do()}
        </Button>
      }
    >
      <div className="stack">
        {batches.length > 1 && (
          <Segmented label={m.handOver_what()} options={batches} value={batch} onChange={setBatch} />
        )}
        <Chips
          label={m.handOver_to()}
          required
          options={membersByName(reference)
            .filter(({ id }) => id !== personId)
            .map(({ id, displayName }) => ({
              value: id,
              label: dotted([displayName, countWords(load.get(id) ?? 0, 'firms')]),
            }))}
          value={receivers}
          onChange={setReceivers}
          error={tried && receivers.length === 0 ? m.plan_chooseWho() : undefined}
        />
        {all !== undefined && (
          <HandOverSummary personId={personId} firms={firms} shares={shares} reference={reference} />
        )}
        {failed && <Banner tone="bad" what={m.plan_notSaved()} urgent />}
      </div>
    </Sheet>
  )
}
