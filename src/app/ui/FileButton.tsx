import type { LucideIcon } from 'lucide-react'
import { useRef } from 'react'
import { Button, type ButtonTone } from './Button.tsx'

interface FileButtonProps {
  readonly label: string
  readonly icon?: LucideIcon | undefined
  readonly tone?: ButtonTone | undefined
  /** Endings and types, as `accept` of a file input. */
  readonly accept: string
  readonly onFile: (file: File) => void
}

/** Asks for one file; the same may be chosen again. */
export function FileButton({ label, icon, tone, accept, onFile }: FileButtonProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={icon} tone={tone} onClick={() => chooser.current?.click()}>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) onFile(file)
          currentTarget.value = ''
        }}
      />
    </>
  )
}
