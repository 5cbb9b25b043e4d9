import './photos.css'
import { useEffect, useState, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Dialog } from '#app/ui/Dialog.tsx'

/** A picture, or why there is none to be seen. */
export type Loaded = Blob | { readonly words: string }

interface PhotoFigureProps {
  /** Counted from 1. */
  readonly number: number
  /** Once: another picture is another figure. */
  readonly load: () => Promise<Loaded>
  /** Below the picture. */
  readonly children?: ReactNode
}

/** A small picture that grows with a tap. */
export function PhotoFigure({ number, load, children }: PhotoFigureProps) {
  const shown = usePicture(load)
  const [isLarge, setIsLarge] = useState(false)
  const name = m.photos_name({ n: number })
  return (
    <li className="photo">
      {shown?.words !== undefined && (
        <p className="photo-words small">
          {name}: {shown.words}
        </p>
      )}
      {shown?.address !== undefined && (
        <button
          type="button"
          className="photo-open"
          aria-label={m.photos_enlarge({ n: number })}
          onClick={() => setIsLarge(true)}
        >
          <img src={shown.address} alt={name} />
        </button>
      )}
      {children}
      <Dialog open={isLarge} title={name} onClose={() => setIsLarge(false)}>
        <img className="photo-large" src={shown?.address} alt={name} />
      </Dialog>
    </li>
  )
}

interface Shown {
  readonly address?: string
  readonly words?: string
}

function usePicture(load: () => Promise<Loaded>): Shown | undefined {
  const [loadOnce] = useState(() => load)
  const [shown, setShown] = useState<Shown>()
  useEffect(() => {
    let address: string | undefined
    let left = false
    void loadOnce()
      .catch(() => ({ words: m.photos_notShown() }))
      .then((loaded) => {
        if (left) return
        if (loaded instanceof Blob) address = URL.createObjectURL(loaded)
        setShown(loaded instanceof Blob ? { address: address! } : loaded)
      })
    return () => {
      left = true
      if (address !== undefined) URL.revokeObjectURL(address)
    }
  }, [loadOnce])
  return shown
}
