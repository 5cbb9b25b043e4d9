/** Whether a workbook is behind a password: whole in a parcel of its own (`.xlsx`), or enciphered cell by cell (`.xls`). */
export function isLocked(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf) return false
  // as every two bytes of UTF-16 or as they come, a byte is a letter
  const text = new TextDecoder('latin1').decode(bytes)
  if (text.includes(Array.from('EncryptedPackage').join('\0'))) return true
  const begins = text.indexOf(beginningOfWorkbook)
  return begins !== -1 && text.startsWith(passwordRecord, begins + lengthOfBeginning)
}

const beginningOfWorkbook = '\x09\x08\x10\0\0\x06\x05\0'
const lengthOfBeginning = 20
const passwordRecord = '\x2f\0'
