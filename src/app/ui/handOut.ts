import { m } from '#app/messages/compiled/messages.js'
import { showToast } from './toasts.ts'

/** Makes a file and hands it out, and says so; or that it could not be made. */
export async function handOutMade(make: () => File | Promise<File>): Promise<void> {
  try {
    const file = await make()
    await handOut(file)
    showToast(m.reports_fileMade({ name: file.name }))
  } catch (error) {
    // whoever closes the sharing sheet wanted no file
    if (!(error instanceof DOMException && error.name === 'AbortError')) showToast(m.reports_fileNotMade())
  }
}

/** Gives a file to whoever works here: shared where a finger taps and sharing is known, else downloaded. */
export async function handOut(file: File): Promise<void> {
  if (matchMedia('(pointer: coarse)').matches && navigator.canShare?.({ files: [file] }) === true) {
    await navigator.share({ files: [file] })
    return
  }
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name })
  link.click()
  // the download has its own hold on the bytes once it has begun
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
