import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { trackChoices, trackLabel } from '#app/messages/trackLabels.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { overrideTrack } from '#device/plans.ts'
import type { StandingTrack } from '#domain/track.ts'
import type { TrackRowId } from '#domain/track/table.ts'

interface DecideTrackProps {
  readonly firmId: string
  readonly track: StandingTrack
}

const mostCharacters = 500

/** For a supervisor or the leader of the group: another way than the rules say, and the way back. */
export function DecideTrack({ firmId, track }: DecideTrackProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [asks, setAsks] = useState<'way' | 'back'>()
  const [refused, setRefused] = useState<string>()
  const byRules = trackLabel(track.decided.row)
  const close = () => setAsks(undefined)
  const decide = async (row: TrackRowId | null, reason: string) => {
    close()
    const decided = await overrideTrack(device, firmId, { track: row, reason })
    const isRole = !decided.ok && decided.problem.code === 'notAllowed'
    setRefused(decided.ok ? undefined : isRole ? m.override_notAllowed() : m.override_notSaved())
    if (!decided.ok) return
    syncSoon()
    showToast(
      row === null ? m.override_backDone({ track: byRules }) : m.override_done({ track: trackLabel(row) }),
    )
  }
  return (
    <>
      {refused !== undefined && <Banner tone="bad" what={refused} urgent />}
      <div className="row">
        <Button onClick={() => setAsks('way')}>{m.override_open()}</Button>
        {track.override !== undefined && <Button onClick={() => setAsks('back')}>{m.override_back()}</Button>}
      </div>
      {asks === 'way' && (
        <TrackSheet
          now={track.row}
          byRules={byRules}
          onDecide={(row, reason) => void decide(row, reason)}
          onClose={close}
        />
      )}
      <ConfirmDialog
        open={asks === 'back'}
        title={m.override_backTitle()}
        confirmLabel={m.override_backDo()}
        reason={{ required: true, maxLength: mostCharacters, hint: m.override_reasonHint() }}
        onConfirm={(reason) => void decide(null, reason)}
        onClose={close}
      >
        <p>{m.override_backWhat({ track: byRules })}</p>
      </ConfirmDialog>
    </>
  )
}

interface TrackSheetProps {
  readonly now: TrackRowId
  readonly byRules: string
  readonly onDecide: (row: TrackRowId, reason: string) => void
  readonly onClose: () => void
}

function TrackSheet({ now, byRules, onDecide, onClose }: TrackSheetProps) {
  const [row, setRow] = useState<TrackRowId | ''>('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const reason = text.trim()
  const decide = () => {
    setTried(true)
    if (row !== '' && reason !== '' && reason.length <= mostCharacters) onDecide(row, reason)
  }
  // a firm is out of scope by what was found out about it, not by decision
  const choices = trackChoices().filter(({ value, label }) => value !== 'D0' && label !== trackLabel(now))
  return (
    <Sheet
      open
      title={m.override_title()}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={decide}>
          {m.override_do()}
        </Button>
      }
    >
      <p>{m.track_decidedByRules({ track: byRules })}</p>
      <SelectField<TrackRowId | ''>
        label={m.firm_track()}
        required
        options={[{ value: '', label: m.override_choose() }, ...choices]}
        value={row}
        onChange={setRow}
        error={tried && row === '' ? m.override_chooseNeeded() : undefined}
      />
      <TextArea
        label={m.ui_reason()}
        hint={m.override_reasonHint()}
        required
        rows={2}
        maxLength={mostCharacters}
        value={text}
        onChange={setText}
        error={tried && reason === '' ? m.ui_reasonNeeded() : undefined}
      />
    </Sheet>
  )
}
