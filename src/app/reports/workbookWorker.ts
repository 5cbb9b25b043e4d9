import writeWorkbook from 'write-excel-file/universal'
import type { ReportSheet } from './reportSheet.ts'

// A list of a whole unit is many megabytes of XML before it is packed: not beside somebody's finger.
addEventListener('message', ({ data: sheet }: MessageEvent<ReportSheet>) => {
  const { data, options } = sheet
  // told to whoever waits as an error of this worker
  writeWorkbook(data, options).toBlob().then(postMessage, reportError)
})
