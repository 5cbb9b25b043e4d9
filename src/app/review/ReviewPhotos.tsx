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
  const [areMissing, setAreMissing] = useState(false)
  const hashes = photosOf(visit)
  if (hashes.length === 0) return null
  const load = async (hash: string): Promise<Loaded> => {
    const own = await ownPhoto(device, visit.id, hash)
    if (own !== undefined) return own
    const asked = await readPhoto(visit.id, hash)
    if (asked.ok) return asked.value
    setAreMissing(true)
    if (asked.failure === 'offline') return { words: m.photos_offline() }
    return { words: asked.failure === 'refused' ? m.photos_notArrived() : m.photos_notShown() }
  }
  const tryAgain = () => {
    setAreMissing(false)
    setTries(tries + 1)
  }
  return (
    <Section
      title={m.photos_review()}
      count={hashes.length}
      actions={areMissing ? <Button onClick={tryAgain}>{m.photos_again()}</Button> : undefined}
    >
      <ul className="photo-grid">
        {hashes.map((hash, index) => (
          <PhotoFigure key={`${hash} ${tries}`} number={index + 1} load={() => load(hash)} />
        ))}
      </ul>
    </Section>
  )
}
