import { readAdviceContext } from './adviceContext.ts'
import { readStoredLists, type StoredLists } from './cardStore.ts'
import type { Device } from './device.ts'
import { makeCard, type FirmCard } from './firmCard.ts'
import { firmViewOf } from './firmView.ts'
import { createListedCards, soleDeeds } from './listedCards.ts'
import { firmsTouched, readPending, type PendingDeed } from './pending.ts'
import { readAliases, readFirmIds, readFirmViews } from './view.ts'

/** All firms of this device as the person should see them: the server's cards, this device's deeds laid over. */
export async function readCards(device: Device): Promise<FirmCard[]> {
  const { cards } = await readLists(device)
  return [...cards.values()]
}

/** The same by id, with the firms next door. */
export async function readLists(device: Device) {
  const [lists, pending] = await Promise.all([readStoredLists(device.database), readPending(device)])
  const aliases = await readAliases(device, pending)
  const touched = pending.length === 0 ? [] : await firmsTouched(device, pending, aliases)
  const made = touched.length === 0 ? [] : await makeCards(device, touched, pending)
  for (const [index, card] of made.entries()) {
    const firmId = touched[index]!
    if (card !== undefined) lists.cards.set(firmId, card)
    // one that this device had a card of is gone: its list was undone here, and nobody has heard of it yet
    else if (lists.cards.delete(firmId)) lists.names.delete(firmId)
  }
  for (const { firmId } of aliases.mergings) hideAlias(lists, firmId, aliases.rootOf(firmId))
  return lists
}

/** A firm next door that was merged into another is found by its name, under the other. */
function hideAlias({ cards, names }: StoredLists, firmId: string, rootId: string): void {
  const [alias, root] = [names.get(firmId), names.get(rootId)]
  if (root !== undefined && alias !== undefined)
    names.set(rootId, { ...root, searchKey: `${root.searchKey} ${alias.searchKey}` })
  if (root !== undefined || cards.has(rootId)) names.delete(firmId)
}

/** One firm's card; undefined when the firm is not on this device. */
export async function readCard(device: Device, firmId: string): Promise<FirmCard | undefined> {
  const [card] = await makeCards(device, [firmId])
  return card
}

const manyFirms = 500
const listedCards = createListedCards()

async function makeCards(
  device: Device,
  firmIds: readonly string[],
  pending?: readonly PendingDeed[],
): Promise<(FirmCard | undefined)[]> {
  const deeds = pending ?? (await readPending(device))
  const context = await readAdviceContext(device)
  const sole =
    firmIds.length > manyFirms ? soleDeeds(deeds, await readFirmIds(device)) : new Map<string, PendingDeed>()
  const others = firmIds.filter((firmId) => !sole.has(firmId))
  const records = await readFirmViews(device, others, deeds)
  const made = others.map((firmId, index): [string, FirmCard | undefined] => {
    const view = firmViewOf(firmId, records[index]!, context.personId)
    return [firmId, view && makeCard(view, context)]
  })
  const cards = new Map([...made, ...(await listedCards(sole, context))])
  return firmIds.map((firmId) => cards.get(firmId))
}
