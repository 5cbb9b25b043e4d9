import { useLiveQuery } from 'dexie-react-hooks'
import { Plus } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readFirmList } from '#device/firmList.ts'
import { foldVietnamese } from '#domain/fold.ts'
import { textOf, type Profile } from '#domain/profile.ts'

/** Other firms in the same building, and the short way to add one. */
export function SameAddress({ firmId, profile }: { readonly firmId: string; readonly profile: Profile }) {
  const device = useDevice()
  const parkId = textOf(profile, 'parkId')
  const address = foldVietnamese(textOf(profile, 'address') ?? '')
  const neighbours = useLiveQuery(async () => {
    if (address === '') return []
    const firms = await readFirmList(device)
    return firms.filter(
      (firm) =>
        firm.id !== firmId && firm.parkId === parkId && foldVietnamese(firm.address ?? '') === address,
    )
  }, [device, firmId, parkId, address])
  return (
    <Section title={m.firm_sameAddress()}>
      {neighbours !== undefined && neighbours.length > 0 && (
        <List>
          {neighbours.map(({ id, name }) => (
            <ListRow key={id} href={paths.firm(id)} title={name} />
          ))}
        </List>
      )}
      <ButtonLink href={paths.newFirmBeside(firmId)} icon={Plus}>
        {m.firm_addSameAddress()}
      </ButtonLink>
    </Section>
  )
}
