import { m } from '#app/messages/compiled/messages.js'
import type { BannerProps } from '#app/ui/Banner.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { handOut } from '#app/ui/handOut.ts'
import { readBackupOf, readBackupText, writeBackupText } from '#device/backupFile.ts'
import type { Device } from '#device/device.ts'
import type { Backup, BackupDraft } from '#domain/backup.ts'
import { vietnamTime } from '#domain/time.ts'

/** `verified`: read back from where it lies, and whole. `handedOut`: given to the phone, which shows no way back. */
export interface SavedBackup {
  readonly how: 'verified' | 'handedOut'
  readonly fileName: string
  readonly backup: Backup
}

/** Chosen where files can be chosen; elsewhere shared or downloaded. */
interface ChosenFile {
  readonly createWritable: () => Promise<{
    write: (text: string) => Promise<void>
    close: () => Promise<void>
  }>
  readonly getFile: () => Promise<File>
}
type ChooseFile = (options: { readonly suggestedName: string }) => Promise<ChosenFile>

/**
 * Puts everything recorded here into a file of the person's choice. Undefined when they changed their mind; throws
 * when the file could not be written or is not whole.
 */
export async function saveBackup(device: Device, inHand?: BackupDraft): Promise<SavedBackup | undefined> {
  const chooseFile = (globalThis as { showSaveFilePicker?: ChooseFile }).showSaveFilePicker
  const fileName = `nhip-cau-${device.identity.username}-${vietnamTime(device.now()).slice(0, 16).replaceAll(/[:T]/g, '-')}.json`
  try {
    // asked for at once: a browser shows it only right after a tap
    const file = await chooseFile?.({ suggestedName: fileName })
    const backup = await readBackupOf(device, inHand)
    const text = await writeBackupText(device, backup)
    if (file === undefined) await handOut(new File([text], fileName, { type: 'application/json' }))
    else await writeWhole(device, file, text)
    return { how: file === undefined ? 'handedOut' : 'verified', fileName, backup }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    throw error
  }
}

/** What became of it, in words. */
export function savedWords(saved: SavedBackup | 'notWritten'): BannerProps {
  if (saved === 'notWritten') return { tone: 'bad', what: m.backup_notWritten() }
  const words = { name: saved.fileName, ...countsOf(saved.backup) }
  return saved.how === 'verified'
    ? { tone: 'good', what: m.backup_saved(words) }
    : { tone: 'info', what: m.backup_handedOut(words) }
}

export function countsOf({ operations, drafts }: Backup) {
  return { items: countWords(operations.length, 'items'), drafts: countWords(drafts.length, 'drafts') }
}

async function writeWhole(device: Device, file: ChosenFile, text: string): Promise<void> {
  const writable = await file.createWritable()
  await writable.write(text)
  await writable.close()
  const again = await readBackupText(device, await (await file.getFile()).text())
  if (!again.ok) throw new Error(again.problem.code)
}
