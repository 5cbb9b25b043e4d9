import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { Section } from '#app/ui/Section.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { openFirm, type FirmView } from '#device/firmView.ts'
import { mergeFirms } from '#device/mergeFirms.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import { compareFirms, countVisits, likelyToStay } from './comparedFirms.ts'
import { useTakeApart } from './useTakeApart.ts'
import { useReference } from './useReference.ts'

interface MergeSheetProps {
  readonly firmIds: readonly [string, string]
  readonly onClose: () => void
}

/** Two firms side by side, which of them stays, and what comes of it. */
export function MergeSheet({ firmIds: [oneId, otherId], onClose }: MergeSheetProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const takeApart = useTakeApart()
  const views = useLiveQuery(
    () => Promise.all([openFirm(device, oneId), openFirm(device, otherId)]),
    [device, oneId, otherId],
  )
  const [chosen, setChosen] = useState<string>()
  const [failed, setFailed] = useState(false)
  const [one, other] = views ?? []
  if (one === undefined || other === undefined || one.firm.id === other.firm.id) return null
  const both = [one, other] as const
  const staysId = chosen ?? likelyToStay(both)
  const [stays, goes] = staysId === one.firm.id ? both : ([other, one] as const)
  const words = { stays: nameOf(stays.profile), goes: nameOf(goes.profile) }
  const merge = async () => {
    const done = await mergeFirms(device, goes.firm.id, stays.firm.id)
    setFailed(!done.ok)
    if (!done.ok) return
    syncSoon()
    onClose()
    showToast(m.merge_done(words), {
      label: m.merge_undo(),
      run: () => void takeApart(goes.firm.id, words.goes),
    })
  }
  return (
    <Sheet
      open
      title={m.merge_title()}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={() => void merge()}>
          {m.merge_do()}
        </Button>
      }
    >
      <div className="stack">
        <Compared both={both} />
        <Segmented
          label={m.merge_stays()}
          options={both.map(optionOf)}
          value={staysId}
          onChange={setChosen}
        />
        <Section title={m.merge_whatHappens()}>
          <p>{m.merge_oneName(words)}</p>
          <p>
            {m.merge_oneHistory({
              ...words,
              visits: countWords(countVisits(one) + countVisits(other), 'visits'),
            })}
          </p>
          <p>{m.merge_canUndo()}</p>
        </Section>
        {failed && <Banner tone="bad" what={m.merge_notDone()} urgent />}
      </div>
    </Sheet>
  )
}

function Compared({ both }: { readonly both: readonly [FirmView, FirmView] }) {
  const reference = useReference()
  const [one, other] = both.map(({ profile }) => nameOf(profile))
  return (
    <DataTable
      caption={m.merge_caption()}
      captionHidden
      rowKey={({ label }) => label}
      columns={[
        { key: 'label', header: m.merge_about(), cell: ({ label }) => label },
        { key: 'one', header: m.merge_first({ name: one! }), cell: ({ values }) => values[0] },
        { key: 'other', header: m.merge_second({ name: other! }), cell: ({ values }) => values[1] },
      ]}
      rows={compareFirms(both, reference)}
    />
  )
}

/** Both may have the same name. */
function optionOf(view: FirmView, index: number) {
  const name = nameOf(view.profile)
  const code = textOf(view.profile, 'taxCode')
  return {
    value: view.firm.id,
    label: index === 0 ? m.merge_first({ name }) : m.merge_second({ name }),
    hint: dotted([code && m.firm_taxCode({ code }), countWords(countVisits(view), 'visits')]),
  }
}
