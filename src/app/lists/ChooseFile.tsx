import { useRef } from 'react'
import { Button, type ButtonTone } from '#app/ui/Button.tsx'

interface ChooseFileProps {
  readonly label: string
  readonly tone?: ButtonTone
  readonly onFile: (file: File) => void
}

const kinds = '.xlsx,.xls,.csv,.txt,.tsv'

export function ChooseFile({ label, tone, onFile }: ChooseFileProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button tone={tone} onClick={() => chooser.current?.click()}>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept={kinds}
        hidden
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) onFile(file)
          // the same file may be chosen again
          currentTarget.value = ''
        }}
      />
    </>
  )
}
