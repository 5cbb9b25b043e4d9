import { useEffect, useState } from 'react'
import { problemWords } from '#app/outbox/itemWords.ts'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { showToast } from '#app/ui/toasts.ts'
import type { Import } from '#device/lists/imports.ts'
import type { Undoing } from '#device/lists/undoList.ts'
import { stepWords } from './listWords.ts'
import { useListWork } from './useListWork.ts'

interface UndoSheetProps {
  readonly list: Import
  readonly onClose: () => void
}

const mostNamed = 20

/** Says what undoing comes to before it is done: what disappears, what goes back, and by name what stays. */
export function UndoSheet({ list, onClose }: UndoSheetProps) {
  const { syncSoon } = usePorts()
  const { run, step } = useListWork()
  const [plan, setPlan] = useState<Undoing>()
  const [failed, setFailed] = useState<string>()
  useEffect(() => {
    void run(async (work) => setPlan(await work.planUndo(list.importId))).catch(() =>
      setFailed(m.lists_failed()),
    )
  }, [run, list.importId])
  const undo = async () => {
    if (plan === undefined || step !== undefined) return
    const result = await run((work) => work.undo(list.importId)).catch(() => undefined)
    if (result?.ok !== true)
      return setFailed(result === undefined ? m.lists_failed() : problemWords(result.problem.code))
    syncSoon()
    showToast(m.lists_undoneToast({ name: list.fileName }))
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      title={m.lists_undoTitle({ name: list.fileName })}
      confirmLabel={m.lists_undo()}
      onConfirm={() => void undo()}
      onClose={onClose}
    >
      {failed !== undefined && <Banner tone="bad" what={failed} safe={m.lists_failedSafe()} />}
      <p role="status">{step === undefined ? '' : stepWords(step)}</p>
      {plan !== undefined && (
        <>
          <p>{m.lists_undoGone({ firms: countWords(plan.gone, 'firms') })}</p>
          {plan.back > 0 && <p>{m.lists_undoBack({ firms: countWords(plan.back, 'firms') })}</p>}
          {plan.kept.length > 0 && (
            <>
              <p>{m.lists_undoKept({ firms: countWords(plan.kept.length, 'firms') })}</p>
              <ul>
                {plan.kept.slice(0, mostNamed).map(({ id, name }) => (
                  <li key={id}>{name}</li>
                ))}
                {plan.kept.length > mostNamed && (
                  <li>{m.lists_andMore({ n: plan.kept.length - mostNamed })}</li>
                )}
              </ul>
            </>
          )}
        </>
      )}
    </ConfirmDialog>
  )
}
