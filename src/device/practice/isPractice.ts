import type { Device } from '#device/device.ts'

const prefix = 'nhip-cau-tap-lam/'

/** The database in which somebody practises: named otherwise than any that is ever enrolled, so nothing sends it. */
export function practiceName({ identity }: Device): string {
  return prefix + identity.enrolmentId
}

/** Whether this is where somebody practises, with firms that do not exist. */
export function isPractice({ database }: Pick<Device, 'database'>): boolean {
  return database.name.startsWith(prefix)
}
