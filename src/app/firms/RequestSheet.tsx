import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { setOwnerRequest } from '#device/ownerRequests.ts'
import { requestStates, type OwnerRequest, type RequestState } from '#domain/ownerRequests.ts'
import type { Problem } from '#domain/result.ts'
import { requestStateWords } from './requestWords.ts'

interface RequestSheetProps {
  readonly firmId: string
  readonly request: OwnerRequest
  /** In words. */
  readonly wish: string
  readonly onClose: () => void
}

const mostCharacters = 500

/** Which body sees to a wish, until when, and what came of it. */
export function RequestSheet({ firmId, request, wish, onClose }: RequestSheetProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const { visitId } = request
  const [said, setSaid] = useState({
    state: request.state,
    inCharge: request.inCharge ?? '',
    dueOn: request.dueOn ?? '',
    answer: request.answer ?? '',
  })
  const [problem, setProblem] = useState<Problem>()
  const change = (changes: Partial<typeof said>) => setSaid((before) => ({ ...before, ...changes }))
  const save = async () => {
    const recorded = await setOwnerRequest(device, firmId, { visitId, ...said })
    setProblem(recorded.ok ? undefined : recorded.problem)
    if (!recorded.ok) return
    syncSoon()
    showToast(m.requests_saved())
    onClose()
  }
  return (
    <SaveSheet
      title={m.requests_answer()}
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at === undefined ? m.requests_notSaved() : undefined}
    >
      <p>{wish}</p>
      <TextField
        label={m.requests_inCharge()}
        autoComplete="off"
        value={said.inCharge}
        onChange={(inCharge) => change({ inCharge })}
      />
      <DayField label={m.requests_dueOn()} value={said.dueOn} onChange={(dueOn) => change({ dueOn })} />
      <Segmented<RequestState>
        label={m.requests_state()}
        layout="row"
        options={requestStates.map((value) => ({ value, label: requestStateWords(value) }))}
        value={said.state}
        onChange={(state) => change({ state })}
      />
      <TextArea
        label={m.requests_outcome()}
        hint={m.requests_outcomeHint()}
        rows={2}
        maxLength={mostCharacters}
        value={said.answer}
        onChange={(answer) => change({ answer })}
        error={problem?.at === 'answer' ? m.requests_outcomeNeeded() : undefined}
      />
    </SaveSheet>
  )
}
