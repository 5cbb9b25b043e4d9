import { readFirmList } from '#device/firmList.ts'
import { openFirm } from '#device/firmView.ts'
import { collections } from '#domain/records.ts'
import type { Participant } from '../support/participant.ts'
import { readServer, type Team } from './team.ts'

/**
 * Every record of the server and all that these people see of every firm, to be compared before and after. Left out are
 * lists, and firms that were taken back with one: of them nobody sees anything.
 */
export async function whatThereIs(team: Pick<Team, 'server'>, ...people: readonly Participant[]) {
  const records: [string, readonly object[]][] = []
  for (const collection of collections.filter((one) => one !== 'import'))
    records.push([collection, (await readServer<Withdrawable>(team, collection)).filter(isThere)])
  const seen: unknown[] = []
  for (const { device } of people)
    for (const firm of await readFirmList(device)) seen.push([firm, await openFirm(device, firm.id)])
  return { records, seen }
}

interface Withdrawable {
  readonly status?: string
  readonly withdrawn?: true
}

function isThere({ status, withdrawn }: Withdrawable): boolean {
  return status !== 'withdrawn' && withdrawn !== true
}
