import './Button.css'
import './Segmented.css'
import './FileButton.css'
import type { LucideIcon } from 'lucide-react'
import type { ButtonTone } from './Button.tsx'

export interface FileButtonProps {
  readonly label: string
  readonly icon?: LucideIcon | undefined
  readonly tone?: ButtonTone | undefined
  readonly wide?: boolean | undefined
  /** `.xlsx,.csv`, `image/*` */
  readonly accept?: string | undefined
  /** Opens the camera rather than the gallery. */
  readonly capture?: 'environment' | undefined
  readonly multiple?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly onFiles: (files: readonly File[]) => void
}

/** A button that opens the phone's own file chooser. */
export function FileButton({
  label,
  icon: Icon,
  tone = 'secondary',
  wide,
  onFiles,
  ...native
}: FileButtonProps) {
  return (
    <span className="button file-button" data-tone={tone} data-wide={wide || undefined}>
      {Icon && <Icon className="button-icon" aria-hidden />}
      <span className="button-text" aria-hidden>
        {label}
      </span>
      <input
        {...native}
        type="file"
        className="segment-input"
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file may be chosen again.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </span>
  )
}
