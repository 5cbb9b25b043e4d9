import { m } from '#app/messages/compiled/messages.js'
import type { Park } from '#device/people.ts'

export const parkKindLabels: Readonly<Record<Park['kind'], () => string>> = {
  industrialPark: m.admin_kind_industrialPark,
  exportZone: m.admin_kind_exportZone,
  cluster: m.admin_kind_cluster,
  economicZone: m.admin_kind_economicZone,
  outside: m.admin_kind_outside,
}
