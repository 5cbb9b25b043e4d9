import { m } from '#app/messages/compiled/messages.js'
import type { ServerStatus } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { rolesWords } from './roleWords.ts'

interface DemoAccountsProps {
  readonly demo: NonNullable<ServerStatus['demo']>
  readonly onChoose: (username: string) => void
}

/** The sample's accounts with their password: only a demo says them. */
export function DemoAccounts({ demo, onChoose }: DemoAccountsProps) {
  return (
    <Section title={m.demo_title()}>
      <p className="small">{m.demo_note({ password: demo.password })}</p>
      <List label={m.demo_title()}>
        {demo.accounts.map(({ username, displayName, roles }) => (
          <ListRow
            key={username}
            title={displayName}
            text={`${username} · ${rolesWords(roles)}`}
            end={<Button onClick={() => onChoose(username)}>{m.demo_choose()}</Button>}
          />
        ))}
      </List>
    </Section>
  )
}
