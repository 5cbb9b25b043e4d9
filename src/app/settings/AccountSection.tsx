import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { FactSheet } from '#app/firms/FactSheet.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { useRoadStatus } from '#app/outbox/roadStatus.tsx'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { rolesWords } from '#app/session/roleWords.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Section } from '#app/ui/Section.tsx'

/** Who works here, and the way out, which loses nothing. */
export function AccountSection() {
  const { signOut } = usePorts()
  const { displayName, username, roles, unitName, personId } = useDevice().identity
  const { waiting, photos } = useRoadStatus()
  const reference = useReference()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const person = reference?.people.get(personId)
  const group = reference?.groups.find(({ id }) => id === person?.workingGroupId)
  const leave = () => {
    setAsking(false)
    navigate(paths.signIn)
    void signOut()
  }
  return (
    <Section title={m.settings_account()}>
      <Card>
        <FactSheet
          items={[
            { label: m.settings_person(), value: person?.displayName ?? displayName },
            { label: m.signIn_username(), value: username },
            { label: m.settings_roles(), value: rolesWords(roles) },
            ...(group === undefined ? [] : [{ label: m.settings_group(), value: group.name }]),
            { label: m.settings_unit(), value: reference?.unit?.name ?? unitName },
          ]}
        />
        <div className="row">
          <Button icon={LogOut} onClick={() => setAsking(true)}>
            {m.settings_signOut()}
          </Button>
        </div>
      </Card>
      <ConfirmDialog
        open={asking}
        title={m.settings_signOutQuestion()}
        confirmLabel={m.settings_signOut()}
        onConfirm={leave}
        onClose={() => setAsking(false)}
      >
        <p>
          {waiting > 0
            ? m.settings_signOutWaiting({ items: countWords(waiting, 'items') })
            : m.settings_signOutNothingWaits()}
        </p>
        {photos > 0 && <p>{m.photos_signOut({ photos: countWords(photos, 'photos') })}</p>}
        <p>{m.settings_signOutNetwork()}</p>
      </ConfirmDialog>
    </Section>
  )
}
