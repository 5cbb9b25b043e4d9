import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { ownPhoto } from '#app/photos/ownPhoto.ts'
import { PhotoFigure, type Loaded } from '#app/photos/PhotoFigure.tsx'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Section.tsx'
import { photosOf } from '#domain/photo.ts'
import type { VisitRecord } from '#domain/visit.ts'

/** Photos come from this device where it took them, else from the server; never kept here. */
export function ReviewPhotos({ visit }: { readonly visit: VisitRecord }) {
  const device = useDevice()
  const { readPhoto } = usePorts()
  const [tries, setTries] = useState(0)
  const hashes = photosOf(visit)
  if (hashes.length === 0) return null
  const load = async (hash: string): Promise<Loaded> => {
    const own = await ownPhoto(device, visit.id, hash)
    if (own !== undefined) return own
    const asked = await readPhoto(visit.id, hash)
    if (asked.ok) return asked.value
    if (asked.failure === 'offline') return { words: m.photos_offline() }
    return { words: asked.failure === 'refused' ? m.photos_notArrived() : m.photos_notShown() }
  }
  return (
    <Section
      title={m.photos_review()}
      count={hashes.length}
      actions={<Button onClick={() => setTries(tries + 1)}>{m.photos_again()}</Button>}
    >
      <ul className="photo-grid">
        {hashes.map((hash, index) => (
          <PhotoFigure key={`${hash} ${tries}`} number={index + 1} load={() => load(hash)} />
        ))}
      </ul>
    </Section>
  )
}
