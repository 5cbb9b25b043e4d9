import { m } from '#app/messages/compiled/messages.js'
import { usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Section } from '#app/ui/Section.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { photoLimits } from '#domain/photo.ts'
import type { UnitRecord } from '#domain/records.ts'
import { useServerSave } from './useServerSave.ts'

interface PhotosPartProps {
  readonly unit: UnitRecord | undefined
  readonly may: boolean
  readonly isOnline: boolean
}

/** Whether visits of this unit may have photos. */
export function PhotosPart({ unit, may, isOnline }: PhotosPartProps) {
  const { setUnit } = usePorts()
  const [saving, refused, save] = useServerSave(m.photos_part(), () => undefined)
  return (
    <Section title={m.photos_part()}>
      {refused !== undefined && <Banner tone="warn" what={refused.words} />}
      <Toggle
        label={m.photos_allow()}
        hint={m.photos_allowHint({ photos: countWords(photoLimits.perVisit, 'photos') })}
        checked={unit?.allowsPhotos === true}
        disabled={!may || !isOnline || saving || unit === undefined}
        onChange={(allowsPhotos) => save(() => setUnit({ allowsPhotos }))}
      />
      <p className="small muted">{may ? m.photos_allowOff() : m.photos_onlyAdministrator()}</p>
    </Section>
  )
}
