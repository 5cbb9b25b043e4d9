/** jsdom knows `<dialog>` but not its modal side: the least that the platform promises of it. */
export function installNativeDialog(): void {
  let before: Element | null = null
  HTMLDialogElement.prototype.showModal = function showModal() {
    before = document.activeElement
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    if (!this.open) return
    this.open = false
    if (before instanceof HTMLElement) before.focus()
    this.dispatchEvent(new Event('close'))
  }
}

/** What a browser does on Escape and on the phone's back gesture. */
export function pressEscape(dialog: HTMLElement): void {
  const cancel = new Event('cancel', { cancelable: true })
  if (dialog.dispatchEvent(cancel) && dialog instanceof HTMLDialogElement) dialog.close()
}
