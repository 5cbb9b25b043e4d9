import { fallsTo, receivedFrom, type Handed, type HandShare } from '#domain/handOver.ts'
import { standing, type HistoryBody } from '#domain/merge/history.ts'
import { plannedActions, type Appointment } from '#domain/plannedActions.ts'
import { refuse, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { firmViewOf } from './firmView.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperations, type Deed } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { readFirmViews } from './view.ts'

type Assignment = HistoryBody<'assignment'>

/** A firm that somebody has or helps with, and what of it falls to them. */
export interface HandedFirm extends Handed {
  readonly name: string
  readonly assignment: Assignment
  readonly isHelper: boolean
  readonly appointment: Appointment | undefined
  /** Planned steps that fall to them. */
  readonly steps: number
  /** From whom they had it, where it was somebody's. */
  readonly receivedFrom: { readonly personId: string; readonly on: string } | undefined
}

/** All that somebody would hand over. */
export async function readHandOver(device: Device, personId: string): Promise<readonly HandedFirm[]> {
  const today = vietnamDay(device.now())
  const cards = (await readCards(device)).filter(
    (card) => card.assignedTo === personId || card.helperIds.includes(personId),
  )
  const ids = cards.map(({ id }) => id)
  const records = ids.length === 0 ? [] : await readFirmViews(device, ids)
  return cards.flatMap((card, index) => {
    const view = firmViewOf(card.id, records[index]!, device.identity.personId)
    const assignment = standing('assignment', view?.assignment)
    if (view === undefined || assignment === undefined) return []
    const { appointment } = card.advice
    const steps = plannedActions(view.approved['nextActions']?.value)
    return [
      {
        id: card.id,
        name: card.name,
        parkId: card.parkId,
        assignment,
        isHelper: card.assignedTo !== personId,
        appointment: appointment !== undefined && appointment.on >= today ? appointment : undefined,
        steps: steps.filter(({ assignee }) => fallsTo(assignee, view.assignment) === personId).length,
        receivedFrom: receivedFrom(view.assignment),
      },
    ]
  })
}

/** «Bàn giao»: every firm to whoever takes it over, with its day, in one go. What was recorded stays whose it is. */
export async function handOver(
  device: Device,
  personId: string,
  shares: readonly HandShare<HandedFirm>[],
): Promise<Result<readonly string[]>> {
  return record(
    device,
    shares.flatMap(({ personId: receiver, firms }) =>
      firms.map((firm): Deed => deed(firm.id, assignmentAfter(firm, personId, receiver))),
    ),
  )
}

/** Everything as it was before it was handed over. */
export function handBack(
  device: Device,
  shares: readonly HandShare<HandedFirm>[],
): Promise<Result<readonly string[]>> {
  return record(
    device,
    shares.flatMap(({ firms }) => firms.map(({ id, assignment }) => deed(id, assignment))),
  )
}

async function record(device: Device, deeds: readonly Deed[]): Promise<Result<readonly string[]>> {
  const may = await settleSave(() => mayRecord(device, 'assignment.set'))
  if (!may.ok) return may
  return may.value ? recordOperations(device, deeds) : refuse('notAllowed')
}

function deed(recordId: string, body: Assignment): Deed {
  return { kind: 'assignment.set', recordId, body }
}

function assignmentAfter({ assignment, isHelper }: HandedFirm, from: string, to: string): Assignment {
  const member = isHelper ? assignment.personId : to
  const helpers = (assignment.helperIds ?? []).map((id) => (id === from ? to : id))
  return { ...assignment, personId: member, helperIds: [...new Set(helpers)].filter((id) => id !== member) }
}
