import {
  ChartNoAxesColumn,
  ClipboardCheck,
  FileText,
  ListOrdered,
  Map,
  SlidersHorizontal,
  Target,
} from 'lucide-react'

export const drawnIcons = {
  review: ClipboardCheck,
  overview: ChartNoAxesColumn,
  plan: ListOrdered,
  map: Map,
  targets: Target,
  reports: FileText,
  admin: SlidersHorizontal,
}
