import './letter.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { ArrowLeft } from 'lucide-react'
import { useSearchParams } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { rolesWords } from '#app/session/roleWords.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { formatDate } from '#app/ui/format.ts'
import { readLetter } from '#device/letters.ts'
import { readReference } from '#device/people.ts'

/** `/firms/:firmId/letter`: what the guard asks for, held up across the gate. Nothing else is on the screen. */
export function LetterPage({ firmId }: { readonly firmId: string }) {
  const device = useDevice()
  const [search] = useSearchParams()
  const visitId = search.get('visit')
  const known = useLiveQuery(async () => {
    const reference = await readReference(device)
    return { ...reference, letter: await readLetter(device, reference.unit) }
  }, [device])
  if (known === undefined) return null
  const { unit, people, groups, letter } = known
  const { personId, displayName, unitName, roles } = device.identity
  const person = people.get(personId)
  const group = groups.find(({ id }) => id === person?.workingGroupId)
  return (
    <main className="letter">
      <p className="letter-unit">{unit?.name ?? unitName}</p>
      <h1>{m.letter_title()}</h1>
      {letter === undefined ? (
        <p>{m.letter_missing()}</p>
      ) : (
        <>
          <p>{m.letter_number({ number: letter.number, date: formatDate(letter.date, getLocale()) })}</p>
          <p className="letter-purpose">{letter.purpose}</p>
        </>
      )}
      <div>
        <p className="letter-person">{person?.displayName ?? displayName}</p>
        <p>{group === undefined ? rolesWords(roles) : m.letter_member({ group: group.name })}</p>
      </div>
      {letter !== undefined && (
        <p>
          {m.letter_check()}{' '}
          <a className="letter-phone" href={`tel:${letter.phone.replace(/[^\d+]/g, '')}`}>
            {letter.phone}
          </a>
        </p>
      )}
      <div className="letter-back">
        <ButtonLink href={visitId === null ? paths.firm(firmId) : paths.visit(visitId)} icon={ArrowLeft} wide>
          {m.action_back()}
        </ButtonLink>
      </div>
    </main>
  )
}
