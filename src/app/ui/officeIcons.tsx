import type { LucideProps } from 'lucide-react'
import { lazy, Suspense, type ComponentType } from 'react'
import type { drawnIcons } from './drawnIcons.ts'

/** Icons of the office's places: the phone at the gate does without their code. */
export const officeIcons = {
  review: iconOf('review'),
  overview: iconOf('overview'),
  plan: iconOf('plan'),
  map: iconOf('map'),
  targets: iconOf('targets'),
  reports: iconOf('reports'),
  admin: iconOf('admin'),
} satisfies Record<keyof typeof drawnIcons, unknown>

function iconOf(name: keyof typeof drawnIcons): ComponentType<LucideProps> {
  const Drawn = lazy(async () => ({ default: (await import('./drawnIcons.ts')).drawnIcons[name] }))
  return (props) => (
    <Suspense>
      <Drawn {...props} />
    </Suspense>
  )
}
