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
