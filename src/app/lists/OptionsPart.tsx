import { parkOptions } from '#app/firms/parkOptions.ts'
import { m } from '#app/messages/compiled/messages.js'
import { Section } from '#app/ui/Section.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import type { ListSummary } from '#device/lists/listSummary.ts'
import type { Reference } from '#device/people.ts'
import { knownPolicies, type Choices, type KnownPolicy } from '#domain/lists/choices.ts'
import { policyWords } from './listWords.ts'

interface OptionsPartProps {
  readonly summary: ListSummary
  readonly reference: Reference | undefined
  readonly onChoose: (choices: Choices) => void
}

/** What a person decides for many rows at once; only what this list asks for. */
export function OptionsPart({ summary, reference, onChoose }: OptionsPartProps) {
  const { choices, counts, shortCodes, unknownParks, hasParkColumn } = summary
  const parks = parkOptions(reference)
  return (
    <Section title={m.lists_options()}>
      {shortCodes > 0 && (
        <Toggle
          label={m.lists_padCodes({ n: shortCodes })}
          hint={m.lists_padCodesHint()}
          checked={choices.padsCodes === true}
          onChange={(padsCodes) => onChoose({ padsCodes })}
        />
      )}
      <div className="lists-fields">
        <SelectField
          label={hasParkColumn ? m.lists_parkOfRest() : m.lists_parkOfList()}
          options={[{ value: '', label: m.lists_parkOpen() }, ...parks]}
          value={choices.parkOfList ?? ''}
          onChange={(parkOfList) => onChoose({ parkOfList })}
        />
        {unknownParks.map(({ text, key, rows }) => (
          <SelectField
            key={key}
            label={m.lists_parkMeans({ text, n: rows })}
            options={[{ value: '', label: m.lists_parkOpen() }, ...parks]}
            value={choices.parkByText?.[key] ?? ''}
            onChange={(parkId) => onChoose({ parkByText: { ...choices.parkByText, [key]: parkId } })}
          />
        ))}
      </div>
      {counts.known + counts.likely > 0 && (
        <Segmented<KnownPolicy>
          label={m.lists_policy()}
          options={knownPolicies.map((value) => ({ value, label: policyWords(value) }))}
          value={choices.policy ?? 'fill'}
          onChange={(policy) => onChoose({ policy })}
        />
      )}
    </Section>
  )
}
