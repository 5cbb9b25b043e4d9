import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'

/** A unit's list is still to be begun. */
export function NoFirms() {
  return (
    <OnceReceived>
      <EmptyState
        text={m.plan_noFirms()}
        action={<ButtonLink href={paths.newFirm}>{m.plan_addFirm()}</ButtonLink>}
      />
    </OnceReceived>
  )
}
