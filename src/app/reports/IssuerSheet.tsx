import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice } from '#app/ports.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { keepReportTexts } from '#device/reportTexts.ts'
import { issuerFields, issuerTexts, type Issuer, type IssuerField, type OfficeKind } from './issuer.ts'

const labels: Readonly<Record<IssuerField, () => string>> = {
  parent: m.reports_issuerParent,
  name: m.reports_issuerName,
  number: m.reports_issuerNumber,
  place: m.reports_issuerPlace,
  signer: m.reports_issuerSigner,
  signerName: m.reports_issuerSignerName,
}

interface IssuerSheetProps {
  readonly issuer: Issuer
  readonly onClose: () => void
}

/** «Thể thức»: the head and the signature of reports on paper, kept on this device. */
export function IssuerSheet({ issuer, onClose }: IssuerSheetProps) {
  const device = useDevice()
  const [typed, setTyped] = useState(issuer)
  const [failed, setFailed] = useState(false)
  const save = () => keepReportTexts(device, issuerTexts(typed)).then(onClose, () => setFailed(true))
  return (
    <SaveSheet
      title={m.reports_issuer()}
      onSave={() => void save()}
      onClose={onClose}
      failed={failed ? m.reports_notKept() : undefined}
    >
      <Segmented<OfficeKind>
        label={m.reports_office()}
        layout="row"
        options={[
          { value: 'party', label: m.reports_officeParty() },
          { value: 'state', label: m.reports_officeState() },
        ]}
        value={typed.office}
        onChange={(office) => setTyped({ ...typed, office })}
      />
      {issuerFields.map((field) => (
        <TextField
          key={field}
          label={labels[field]()}
          autoComplete="off"
          value={typed[field]}
          onChange={(text) => setTyped({ ...typed, [field]: text })}
        />
      ))}
    </SaveSheet>
  )
}
