import { MapPin } from 'lucide-react'
import { Link } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { dotted } from '#app/ui/dotted.ts'
import { IconButton } from '#app/ui/IconButton.tsx'
import type { MapFirm } from '#device/mapFirms.ts'
import { PinMark } from './PinMark.tsx'
import type { Placed } from './PlaceSheet.tsx'
import type { PinClass } from './pinClasses.ts'

interface MapFirmRowProps {
  readonly firm: MapFirm
  readonly pinClass: PinClass | undefined
  readonly onSet: ((placed: Placed) => void) | undefined
}

/** A firm with what its pin says, the way to it and the way to its place. */
export function MapFirmRow({ firm, pinClass, onSet }: MapFirmRowProps) {
  const { id, name, at, isAtPark } = firm
  return (
    <li className="list-row map-firm">
      {pinClass !== undefined && <PinMark of={pinClass} />}
      <div className="list-row-words">
        <Link href={paths.firm(id)} className="map-firm-name">
          {name}
        </Link>
        <div className="list-row-text">{dotted([pinClass?.label, isAtPark && m.map_atPark()])}</div>
      </div>
      {onSet !== undefined && (
        <IconButton
          icon={MapPin}
          label={m.map_setOf({ name })}
          onClick={() => onSet({ kind: 'firm', id, name, at: isAtPark ? undefined : at })}
        />
      )}
    </li>
  )
}
