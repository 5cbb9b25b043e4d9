import { ChevronDown, MapPlus, Trash2 } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { FileButton } from '#app/ui/FileButton.tsx'
import { formatFileSize } from '#app/ui/format.ts'
import { showToast } from '#app/ui/toasts.ts'
import type { BaseMap, BaseMapProblem } from './useBaseMap.ts'

/** A file of the province's own map: from this device, and kept on it. */
export function BaseMapPart({ base }: { readonly base: BaseMap }) {
  const { name, bytes, problem, file } = base
  const add = async (chosen: File) => {
    if (await base.add(chosen)) showToast(m.map_baseKept({ name: chosen.name }))
  }
  const remove = async () => {
    await base.remove()
    showToast(m.map_baseRemoved())
  }
  const isThere = name !== undefined
  return (
    <div className="stack">
      {file !== undefined && file.attribution !== '' && <p className="small muted">{file.attribution}</p>}
      {problem !== undefined && (
        <Banner
          tone="warn"
          what={problemWords(problem)}
          safe={problem.kind !== 'unreadable' && isThere ? m.map_baseAsBefore() : undefined}
          todo={problem.kind === 'notPmtiles' ? m.map_baseDo() : undefined}
        />
      )}
      <details className="map-base">
        <summary>
          {m.map_base()}
          <ChevronDown aria-hidden />
        </summary>
        <div className="stack">
          <p>{isThere ? m.map_baseIs({ name, size: size(bytes) }) : m.map_baseNone()}</p>
          <div className="row">
            <FileButton
              icon={MapPlus}
              label={isThere ? m.map_baseReplace() : m.map_baseAdd()}
              accept=".pmtiles,application/octet-stream"
              onFile={(chosen) => void add(chosen)}
            />
            {(isThere || problem?.kind === 'unreadable') && (
              <Button icon={Trash2} onClick={() => void remove()}>
                {m.map_baseRemove()}
              </Button>
            )}
          </div>
        </div>
      </details>
    </div>
  )
}

function problemWords({ kind, name, bytes }: BaseMapProblem): string {
  return problemLabels[kind]({ name, size: size(bytes) })
}

const problemLabels: Readonly<
  Record<BaseMapProblem['kind'], (of: { name: string; size: string }) => string>
> = {
  notPmtiles: m.map_baseNotPmtiles,
  otherTiles: m.map_baseOtherTiles,
  noRoom: m.map_baseNoRoom,
  notKept: m.map_baseNotKept,
  unreadable: m.map_baseUnreadable,
}

function size(bytes: number): string {
  return formatFileSize(bytes, getLocale())
}
