import { m } from '#app/messages/compiled/messages.js'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { DayField } from '#app/visit/questions/DayField.tsx'
import type { RuleSetDraft } from '#domain/ruleSetDraft.ts'

type Document = NonNullable<RuleSetDraft['document']>

interface DocumentFieldsProps {
  readonly document: Document | undefined
  readonly onChange: (document: Document | undefined) => void
  readonly errorAt: (at: string) => string | undefined
}

const noDocument: Document = { number: '', issuer: '', date: '', kind: 'party' }

/** The document that what is changed rests on; without one it is a choice of the unit's own. */
export function DocumentFields({ document, onChange, errorAt }: DocumentFieldsProps) {
  const field = (part: 'number' | 'issuer') => ({
    required: true,
    autoComplete: 'off',
    value: document?.[part] ?? '',
    onChange: (text: string) => onChange({ ...(document ?? noDocument), [part]: text }),
    error: errorAt(`document.${part}`),
  })
  return (
    <>
      <Toggle
        label={m.ruleSet_hasDocument()}
        hint={m.ruleSet_hasDocumentHint()}
        checked={document !== undefined}
        onChange={(has) => onChange(has ? noDocument : undefined)}
      />
      {document !== undefined && (
        <>
          <TextField label={m.ruleSet_documentNumber()} {...field('number')} />
          <TextField label={m.ruleSet_documentIssuer()} {...field('issuer')} />
          <DayField
            label={m.ruleSet_documentDate()}
            required
            value={document.date}
            onChange={(date) => onChange({ ...document, date })}
            error={errorAt('document.date')}
          />
          <Segmented<Document['kind']>
            label={m.ruleSet_documentKind()}
            layout="row"
            options={[
              { value: 'party', label: m.ruleSet_kindParty() },
              { value: 'law', label: m.ruleSet_kindLaw() },
              { value: 'practice', label: m.ruleSet_kindPractice() },
            ]}
            value={document.kind}
            onChange={(kind) => onChange({ ...document, kind })}
          />
        </>
      )}
    </>
  )
}
