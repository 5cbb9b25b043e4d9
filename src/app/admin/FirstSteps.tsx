import { Check } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { paths, type AdminPart } from '#app/paths.ts'
import { useLiveQuery } from 'dexie-react-hooks'
import { useDevice } from '#app/ports.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readCards } from '#device/cards.ts'
import type { Reference } from '#device/people.ts'

interface FirstStepsProps {
  readonly reference: Reference
  readonly onOpen: (part: AdminPart) => void
}

/** A new unit's way to its first visit; gone once all is there. */
export function FirstSteps({ reference, onOpen }: FirstStepsProps) {
  const device = useDevice()
  const hasFirms = useLiveQuery(async () => (await readCards(device)).length > 0, [device])
  const people = [...reference.people.values()].filter(({ active }) => active)
  const hasTeam = (['surveyor', 'supervisor'] as const).every((role) =>
    people.some(({ roles }) => roles.includes(role)),
  )
  const steps = [
    { id: 'park', done: reference.parks.size > 0, words: m.admin_stepPark(), part: 'parks' },
    { id: 'group', done: reference.groups.length > 0, words: m.admin_stepGroup(), part: 'groups' },
    { id: 'people', done: hasTeam, words: m.admin_stepPeople(), part: 'people' },
    { id: 'firm', done: hasFirms === true, words: m.admin_stepFirm() },
  ] as const
  if (hasFirms === undefined || steps.every(({ done }) => done)) return null
  const next = steps.find(({ done }) => !done)
  return (
    <Section title={m.admin_steps()}>
      <div className="card" data-tone="accent">
        <p>{m.admin_stepsText()}</p>
        <ol className="first-steps">
          {steps.map((step, index) => (
            <li key={step.id} className="first-step" data-done={step.done || undefined}>
              <span className="first-step-mark" aria-hidden>
                {step.done ? <Check /> : index + 1}
              </span>
              <span className="first-step-words">
                {step.words}
                {step.done && <span className="muted"> · {m.admin_stepDone()}</span>}
              </span>
              {step === next &&
                ('part' in step ? (
                  <Button onClick={() => onOpen(step.part)}>{m.admin_stepGo()}</Button>
                ) : (
                  <ButtonLink href={paths.newFirm}>{m.admin_stepGo()}</ButtonLink>
                ))}
            </li>
          ))}
        </ol>
      </div>
    </Section>
  )
}
