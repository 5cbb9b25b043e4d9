import { m } from '#app/messages/compiled/messages.js'
import { parkOptions } from '#app/firms/parkOptions.ts'
import { SelectField } from '#app/ui/SelectField.tsx'
import type { Reference } from '#device/people.ts'
import { useMapChoice, type MapChoice } from './mapChoice.ts'
import { colourings, type Colouring } from './pinClasses.ts'

interface MapToolsProps {
  readonly choice: MapChoice
  readonly reference: Reference
}

/** What the colours tell, and of which park. */
export function MapTools({ choice, reference }: MapToolsProps) {
  return (
    <div className="map-tools">
      <SelectField<Colouring>
        label={m.map_colourBy()}
        options={colourings.map((value) => ({ value, label: colouringLabels[value]() }))}
        value={choice.colouring}
        onChange={(colouring) => useMapChoice.setState({ colouring, only: '' })}
      />
      <SelectField
        label={m.queue_park()}
        options={[{ value: '', label: m.queue_anyPark() }, ...parkOptions(reference)]}
        value={choice.parkId}
        onChange={(parkId) => useMapChoice.setState({ parkId })}
      />
    </div>
  )
}

const colouringLabels: Readonly<Record<Colouring, () => string>> = {
  track: m.firm_track,
  stance: m.map_byStance,
  visit: m.map_byVisit,
}
