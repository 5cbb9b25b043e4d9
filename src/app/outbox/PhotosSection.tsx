import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatFileSize } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { dropDamagedPhotos, readWaitingPhotos, type WaitingPhotos } from '#device/photoOutbox.ts'
import { momentWords } from './statusLine.ts'

/** Photos that are on this device alone, by visit, and what they wait for. */
export function PhotosSection() {
  const device = useDevice()
  const waiting = useLiveQuery(() => readWaitingPhotos(device), [device]) ?? []
  if (waiting.length === 0) return null
  return (
    <Section title={m.photos_title()} count={waiting.reduce((sum, { count }) => sum + count, 0)}>
      <List label={m.photos_title()}>
        {waiting.map((photos) => (
          <PhotosRow key={photos.visitId} photos={photos} />
        ))}
      </List>
    </Section>
  )
}

function PhotosRow({ photos }: { readonly photos: WaitingPhotos }) {
  const device = useDevice()
  const { firmName, count, bytes, takenAt, waitsFor, damaged } = photos
  const about = [
    count > 0 && `${countWords(count, 'photos')} · ${formatFileSize(bytes, getLocale())}`,
    m.photos_takenAt({ time: momentWords(takenAt, device.now()) }),
  ]
  return (
    <ListRow
      title={m.photos_ofVisit({ firm: firmName ?? '' }).trim()}
      text={about.filter((part) => part !== false).join(' · ')}
    >
      {waitsFor !== 'nothing' && <div className="list-row-text">{waitsForWords[waitsFor]()}</div>}
      {damaged.length > 0 && (
        <>
          <div className="list-row-text">
            {m.photos_damagedOf({ photos: countWords(damaged.length, 'photos') })}
          </div>
          <div className="row">
            <Button onClick={() => void dropDamagedPhotos(device, damaged)}>{m.photos_dropDamaged()}</Button>
          </div>
        </>
      )}
    </ListRow>
  )
}

const waitsForWords = {
  visit: m.photos_waitsForVisit,
  counting: m.photos_waitsForCounting,
  road: m.photos_waitsForRoad,
} as const
