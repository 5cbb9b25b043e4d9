import { m } from '#app/messages/compiled/messages.js'
import { trackChoices } from '#app/messages/trackLabels.ts'
import { Button } from '#app/ui/Button.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import type { Reference } from '#device/people.ts'
import { filterCount, lookFor, type FirmSearch } from './firmFilter.ts'
import { parkOptions } from './parkOptions.ts'

interface FirmFiltersProps {
  readonly search: FirmSearch
  readonly reference: Reference | undefined
  readonly onClear: () => void
}

/** By park, way forward, visited or not. */
export function FirmFilters({ search, reference, onClear }: FirmFiltersProps) {
  return (
    <div className="firm-filters">
      <SelectField
        label={m.firms_park()}
        options={[{ value: '', label: m.firms_allParks() }, ...parkOptions(reference)]}
        value={search.parkId}
        onChange={(parkId) => lookFor({ parkId })}
      />
      <SelectField
        label={m.firm_track()}
        options={[{ value: '', label: m.firms_allTracks() }, ...trackChoices()]}
        value={search.row}
        onChange={(row) => lookFor({ row })}
      />
      <SelectField
        label={m.firms_visited()}
        options={[
          { value: '', label: m.firms_visitedOrNot() },
          { value: 'yes', label: m.firms_visitedYes() },
          { value: 'no', label: m.firms_visitedNo() },
        ]}
        value={search.visited}
        onChange={(visited) => lookFor({ visited })}
      />
      {filterCount(search) > 0 && <Button onClick={onClear}>{m.firms_clear()}</Button>}
    </div>
  )
}
