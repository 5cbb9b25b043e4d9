import { useLiveQuery } from 'dexie-react-hooks'
import { Camera, Image, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { ownPhoto } from '#app/photos/ownPhoto.ts'
import { PhotoFigure } from '#app/photos/PhotoFigure.tsx'
import { shrinkPhoto } from '#app/photos/shrinkPhoto.ts'
import { useDevice } from '#app/ports.tsx'
import { Banner, type BannerProps } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Field } from '#app/ui/Field.tsx'
import { IconButton } from '#app/ui/IconButton.tsx'
import { useVisitForm } from '#app/visit/formInHand.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { addPhoto, readFormPhotos, removePhoto } from '#device/photos.ts'
import { photoLimits } from '#domain/photo.ts'

/** 6.6: each photo is on disk by itself as soon as it is small; only «Hoàn tất» waits for it. */
export function Photos({ label }: QuestionProps) {
  const device = useDevice()
  const { draft } = useVisitForm().open
  const { visitId } = draft
  const photos = useLiveQuery(() => readFormPhotos(device, draft), [device, draft])
  const { add, isBusy, refused } = useAdding()
  if (photos === undefined) return <p className="field-label">{label}</p>
  const { taken, sent, left } = photos
  return (
    <Field kind="group" label={label} hint={m.photos_hint()}>
      {() => (
        <div className="stack">
          {sent.length > 0 && <p>{m.photos_sent_before({ photos: countWords(sent.length, 'photos') })}</p>}
          {taken.length > 0 && (
            <ul className="photo-grid">
              {taken.map(({ hash }, index) => (
                <PhotoFigure
                  key={hash}
                  number={index + 1}
                  load={async () => (await ownPhoto(device, visitId, hash)) ?? { words: m.photos_notShown() }}
                >
                  <IconButton
                    icon={X}
                    label={m.photos_remove({ n: index + 1 })}
                    onClick={() => void removePhoto(device, { visitId, hash })}
                  />
                </PhotoFigure>
              ))}
            </ul>
          )}
          {refused !== undefined && <Banner {...refused} />}
          <p className="small muted" aria-live="polite">
            {isBusy
              ? m.photos_making()
              : left > 0
                ? m.photos_left({ photos: countWords(left, 'photos') })
                : m.photos_none_left()}
          </p>
          {left > 0 && <Choosers add={add} isBusy={isBusy} />}
        </div>
      )}
    </Field>
  )
}

type Add = (files: readonly File[]) => Promise<void>

function Choosers({ add, isBusy }: { readonly add: Add; readonly isBusy: boolean }) {
  const camera = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const chosen = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    const files = Array.from(currentTarget.files ?? [])
    // the same one may be chosen again
    currentTarget.value = ''
    void add(files)
  }
  return (
    <div className="row">
      <Button icon={Camera} busy={isBusy} onClick={() => camera.current?.click()}>
        {m.photos_take()}
      </Button>
      <Button icon={Image} busy={isBusy} onClick={() => album.current?.click()}>
        {m.photos_choose()}
      </Button>
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={chosen} />
      <input ref={album} type="file" accept="image/*" multiple hidden onChange={chosen} />
    </div>
  )
}

function useAdding() {
  const device = useDevice()
  const { open, photosToCome } = useVisitForm()
  const [isBusy, setIsBusy] = useState(false)
  const [refused, setRefused] = useState<BannerProps>()
  const add: Add = async (files) => {
    setIsBusy(true)
    setRefused(undefined)
    const kept = keepAll(files)
    photosToCome.add(kept)
    await kept
    photosToCome.delete(kept)
    setIsBusy(false)
  }
  const keepAll = async (files: readonly File[]) => {
    let isKept = true
    for (const file of files) {
      const words = await keep(file).catch(() => refusedWords('notSaved'))
      if (words === undefined) continue
      setRefused(words)
      isKept = false
    }
    return isKept
  }
  const keep = async (file: File) => {
    const bytes = await shrinkPhoto(file)
    if (bytes === undefined) return { tone: 'warn', what: m.photos_unreadable() } as const
    const added = await addPhoto(device, open.draft, bytes)
    return added.ok ? undefined : refusedWords(added.problem.code)
  }
  return { add, isBusy, refused }
}

function refusedWords(code: string): BannerProps {
  if (code === 'storageFull') {
    const words = { what: m.photos_full_what(), safe: m.photos_full_safe(), todo: m.photos_full_do() }
    return { tone: 'bad', urgent: true, ...words }
  }
  if (code === 'tooManyPhotos')
    return {
      tone: 'warn',
      what: m.photos_tooMany({ photos: countWords(photoLimits.perVisit, 'photos') }),
    }
  return { tone: 'bad', urgent: true, what: m.photos_notSaved() }
}
