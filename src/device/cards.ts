import { readAdviceContext } from './adviceContext.ts'
import { readStoredLists } from './cardStore.ts'
import type { Device } from './device.ts'
import { makeCard, type FirmCard } from './firmCard.ts'
import { firmViewOf } from './firmView.ts'
import { firmsTouched, readPending, type PendingDeed } from './pending.ts'
import { readFirmViews } from './view.ts'

/** All firms of this device as the person should see them: the server's cards, this device's deeds laid over. */
export async function readCards(device: Device): Promise<FirmCard[]> {
  const { cards } = await readLists(device)
  return [...cards.values()]
}

/** The same by id, with the firms next door. */
export async function readLists(device: Device) {
  const [lists, pending] = await Promise.all([readStoredLists(device.database), readPending(device)])
  const touched = pending.length === 0 ? [] : await firmsTouched(device, pending)
  const made = touched.length === 0 ? [] : await makeCards(device, touched, pending)
  for (const card of made) if (card !== undefined) lists.cards.set(card.id, card)
  return lists
}

/** One firm's card; undefined when the firm is not on this device. */
export async function readCard(device: Device, firmId: string): Promise<FirmCard | undefined> {
  const [card] = await makeCards(device, [firmId])
  return card
}

async function makeCards(
  device: Device,
  firmIds: readonly string[],
  pending?: readonly PendingDeed[],
): Promise<(FirmCard | undefined)[]> {
  const [records, context] = await Promise.all([
    readFirmViews(device, firmIds, pending),
    readAdviceContext(device),
  ])
  return firmIds.map((firmId, index) => {
    const view = firmViewOf(firmId, records[index]!, context.personId)
    return view && makeCard(view, context)
  })
}
