import { useLiveQuery } from 'dexie-react-hooks'
import { Download, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner, type BannerProps } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { FileButton } from '#app/ui/FileButton.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatDateTime } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { readBackupText, takeBackup, type TakenBackup } from '#device/backupFile.ts'
import type { Backup } from '#domain/backup.ts'
import type { Result } from '#domain/result.ts'
import { problemWords } from './itemWords.ts'
import { countsOf, saveBackup, savedWords } from './saveBackup.ts'

/** «Lưu tệp dự phòng» and «Mở tệp dự phòng»: what only this device has, carried by hand. */
export function BackupSection() {
  const device = useDevice()
  const { syncNow } = usePorts()
  const [told, setTold] = useState<BannerProps>()
  const [opened, setOpened] = useState<Backup>()
  const hasPhotos = useLiveQuery(async () => (await device.database.photos.count()) > 0, [device])
  const save = async () => {
    const saved = await saveBackup(device).catch(() => 'notWritten' as const)
    if (saved !== undefined) setTold(savedWords(saved))
  }
  const open = async (file: File) => {
    const read = await readBackupText(device, await file.text())
    setTold(read.ok ? undefined : { tone: 'bad', what: problemWords(read.problem.code) })
    if (read.ok) setOpened(read.value)
  }
  const take = async (backup: Backup) => {
    setOpened(undefined)
    const taken = await takeBackup(device, backup)
    setTold(takenWords(taken, backup))
    syncNow()
  }
  return (
    <Section title={m.backup_title()}>
      <p>{m.backup_about()}</p>
      {hasPhotos && <p>{m.photos_notInBackup()}</p>}
      {told !== undefined && <Banner {...told} />}
      <div className="row">
        <Button icon={Download} onClick={() => void save()}>
          {m.outbox_saveBackup()}
        </Button>
        <FileButton
          icon={FolderOpen}
          label={m.outbox_openBackup()}
          accept=".json,application/json"
          onFile={(file) => void open(file)}
        />
      </div>
      {opened !== undefined && (
        <ConfirmDialog
          open
          title={m.outbox_openBackup()}
          confirmLabel={m.backup_take()}
          onConfirm={() => void take(opened)}
          onClose={() => setOpened(undefined)}
        >
          <p>
            {m.backup_contents({ ...countsOf(opened), person: opened.displayName, time: timeOf(opened) })}
          </p>
          <p>{m.backup_safe()}</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}

function takenWords(taken: Result<TakenBackup>, { displayName }: Backup): BannerProps {
  if (!taken.ok) return { tone: 'bad', what: problemWords(taken.problem.code) }
  const { operations, drafts, foreignDrafts } = taken.value
  const isNew = operations + drafts > 0
  return {
    tone: 'good',
    what: isNew
      ? m.backup_taken({ items: countWords(operations, 'items'), drafts: countWords(drafts, 'drafts') })
      : m.backup_nothingNew(),
    ...(foreignDrafts > 0 && {
      safe: m.backup_foreignDrafts({ drafts: countWords(foreignDrafts, 'drafts'), person: displayName }),
    }),
  }
}

function timeOf({ writtenAt }: Backup): string {
  return formatDateTime(new Date(writtenAt), getLocale())
}
