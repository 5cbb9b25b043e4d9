import type { FirmRecord } from '#domain/records.ts'
import type { Device } from './device.ts'

export interface FirmCard {
  readonly id: string
  readonly name: string
}
export interface CardContext {
  readonly personId: string
}
export async function readCardContext(device: Device, _shared?: ReadonlyMap<string, unknown>): Promise<CardContext> {
  return { personId: device.identity.personId }
}
export function makeCard(firmId: string, view: ReadonlyMap<string, unknown>, _context: CardContext): FirmCard | undefined {
  const firm = view.get(`firm/${firmId}`) as FirmRecord | undefined
  return firm === undefined ? undefined : { id: firmId, name: String(firm.fields['name']?.value ?? '') }
}
