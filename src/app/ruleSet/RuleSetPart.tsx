import { useLiveQuery } from 'dexie-react-hooks'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { basisWords } from '#app/firms/adviceWords.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { InPlace } from '#app/ui/InPlace.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { personName, type Reference } from '#device/people.ts'
import { baseOf, readRuleSetVersions, type RuleSetVersion } from '#device/publishRuleSet.ts'
import type { RuleSet, ThresholdName } from '#domain/ruleSet.ts'
import { RuleSetEditor } from './RuleSetEditor.tsx'
import { thresholdGroups, thresholdWords } from './thresholdWords.ts'

interface RuleSetPartProps {
  readonly reference: Reference
  /** Whether this person may publish. */
  readonly may: boolean
}

/** «Bộ quy tắc»: what holds today and what it rests on, and every version with its first day. */
export function RuleSetPart({ reference, may }: RuleSetPartProps) {
  const device = useDevice()
  const versions = useLiveQuery(() => readRuleSetVersions(device), [device])
  const [edits, setEdits] = useState<'new' | RuleSetVersion>()
  if (versions === undefined) return null
  const { today } = reference
  const now = baseOf(versions, today)
  if (edits !== undefined)
    return (
      <InPlace part="editor">
        <RuleSetEditor
          versions={versions}
          today={today}
          replaced={edits === 'new' ? undefined : edits}
          onClose={() => setEdits(undefined)}
        />
      </InPlace>
    )
  return (
    <InPlace part="versions">
      <Section
        title={m.ruleSet_title()}
        actions={
          may && (
            <Button tone="primary" icon={Scale} onClick={() => setEdits('new')}>
              {m.ruleSet_edit()}
            </Button>
          )
        }
      >
        <p>{m.basis_ruleSet({ version: now.version, date: formatDate(now.effectiveFrom, getLocale()) })}</p>
        <div className="stack rule-tables">
          {thresholdGroups.map(({ title, names }) => (
            <Thresholds key={title()} title={title()} names={names} ruleSet={now} />
          ))}
        </div>
      </Section>
      {versions.length > 0 && (
        <Section title={m.ruleSet_versions()}>
          <List label={m.ruleSet_versions()}>
            {versions.map((version) => (
              <VersionRow
                key={version.operationId}
                version={version}
                standing={standingOf(version, now, today)}
                reference={reference}
                onEdit={may ? () => setEdits(version) : undefined}
              />
            ))}
          </List>
        </Section>
      )}
    </InPlace>
  )
}

interface ThresholdsProps {
  readonly title: string
  readonly names: readonly ThresholdName[]
  readonly ruleSet: RuleSet
}

function Thresholds({ title, names, ruleSet }: ThresholdsProps) {
  const basisOf = (name: ThresholdName) =>
    ruleSet.thresholds[name].basis.map((basis) => basisWords(basis, ruleSet)).join('; ')
  return (
    <DataTable
      caption={title}
      rows={names}
      rowKey={(name) => name}
      columns={[
        { key: 'what', header: m.ruleSet_threshold(), cell: thresholdWords },
        {
          key: 'value',
          header: m.ruleSet_value(),
          align: 'end',
          cell: (name) => formatNumber(ruleSet.thresholds[name].value, getLocale()),
        },
        { key: 'basis', header: m.basis_title(), cell: (name) => basisOf(name) || m.basis_own() },
      ]}
    />
  )
}

type Standing = 'now' | 'later' | 'before' | 'replaced'

function standingOf({ isLast, id, effectiveFrom }: RuleSetVersion, now: RuleSet, today: string): Standing {
  if (!isLast) return 'replaced'
  if ('id' in now && now.id === id) return 'now'
  return effectiveFrom > today ? 'later' : 'before'
}

const standingWords: Readonly<Record<Standing, () => string>> = {
  now: m.ruleSet_now,
  later: m.ruleSet_later,
  before: m.ruleSet_before,
  replaced: m.ruleSet_replaced,
}

interface VersionRowProps {
  readonly version: RuleSetVersion
  readonly standing: Standing
  readonly reference: Reference
  readonly onEdit: (() => void) | undefined
}

function VersionRow({ version, standing, reference, onEdit }: VersionRowProps) {
  const title = m.basis_ruleSet({
    version: version.version,
    date: formatDate(version.effectiveFrom, getLocale()),
  })
  return (
    <ListRow
      title={title}
      text={m.ruleSet_publishedBy({
        person: personName(reference, version.personId),
        date: formatDate(version.publishedAt, getLocale()),
      })}
      end={
        standing === 'later' &&
        onEdit !== undefined && (
          <Button onClick={onEdit} aria-label={m.admin_editOf({ name: title })}>
            {m.admin_edit()}
          </Button>
        )
      }
    >
      <div className="row admin-badges">
        <Badge tone={standing === 'now' ? 'accent' : 'neutral'}>{standingWords[standing]()}</Badge>
      </div>
    </ListRow>
  )
}
