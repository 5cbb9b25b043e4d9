import { useRef, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { focusFirstError } from '#app/ui/focusSoon.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { entryOfNumber } from '#app/ui/numberEntry.ts'
import { NumberField } from '#app/ui/NumberField.tsx'
import { Section } from '#app/ui/Section.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { baseOf, firstFreeDay, publishRuleSet, type RuleSetVersion } from '#device/publishRuleSet.ts'
import type { Problem } from '#domain/result.ts'
import type { ThresholdName } from '#domain/ruleSet.ts'
import {
  draftOf,
  nextRuleSetVersion,
  ruleSetFrom,
  thresholdRanges,
  wrongInDraft,
  type RuleSetDraft,
} from '#domain/ruleSetDraft.ts'
import { DocumentFields } from './DocumentFields.tsx'
import { RuleSetPreview } from './RuleSetPreview.tsx'
import { thresholdGroups, thresholdWords } from './thresholdWords.ts'

interface RuleSetEditorProps {
  readonly versions: readonly RuleSetVersion[]
  readonly today: string
  /** One that has not begun, to be changed. */
  readonly replaced: RuleSetVersion | undefined
  readonly onClose: () => void
}

/** Numbers, the day they hold from and the document they rest on; who goes another way is shown before it is published. */
export function RuleSetEditor({ versions, today, replaced, onClose }: RuleSetEditorProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const form = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<RuleSetDraft>(() => {
    const from = replaced?.effectiveFrom ?? firstFreeDay(versions, today)
    return draftOf(replaced ?? baseOf(versions, from), from)
  })
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [previews, setPreviews] = useState(false)
  const base = baseOf(versions, draft.effectiveFrom, replaced?.id)
  const published = versions.filter(({ isLast }) => isLast)
  const change = (changes: Partial<RuleSetDraft>) => {
    setDraft((before) => ({ ...before, ...changes }))
    setPreviews(false)
  }
  const look = () => {
    const wrong = wrongInDraft(draft, { base, published, today, replacedId: replaced?.id })
    setProblems(wrong)
    setPreviews(wrong.length === 0)
    if (wrong.length > 0) focusFirstError(form.current)
  }
  const publish = async () => {
    const done = await publishRuleSet(device, draft, replaced?.id)
    if (!done.ok) return setProblems([done.problem])
    syncSoon()
    showToast(m.ruleSet_published({ date: formatDate(draft.effectiveFrom, getLocale()) }))
    onClose()
  }
  const errorAt = (at: string) => (problems.some((one) => one.at === at) ? problemWords(at) : undefined)
  const general = problems.find(({ at }) => at === undefined || at === 'nothing')
  return (
    <Section title={m.ruleSet_edit()} actions={<Button onClick={onClose}>{m.action_back()}</Button>}>
      <div ref={form} className="stack">
        <p>{m.ruleSet_editText()}</p>
        <DayField
          label={m.ruleSet_from()}
          hint={m.ruleSet_fromHint()}
          required
          min={today}
          value={draft.effectiveFrom}
          onChange={(effectiveFrom) => change({ effectiveFrom })}
          error={errorAt('effectiveFrom') ?? errorAt('effectiveFrom.taken')}
        />
        <DocumentFields
          document={draft.document}
          onChange={(document) => change({ document })}
          errorAt={errorAt}
        />
        {thresholdGroups.map(({ title, names }) => (
          <section key={title()} className="stack" aria-label={title()}>
            <h3>{title()}</h3>
            {names.map((name) => (
              <NumberField
                key={name}
                label={thresholdWords(name)}
                hint={hintOf(name, base.thresholds[name].value, draft)}
                required
                value={entryOfNumber(draft.values[name])}
                onChange={(entry) =>
                  change({
                    values: { ...draft.values, [name]: entry.kind === 'number' ? entry.number : undefined },
                  })
                }
                error={errorAt(name) ?? errorAt(`${name}.small`)}
              />
            ))}
          </section>
        ))}
        {general !== undefined && <Banner tone="bad" what={problemWords(general.at ?? '')} urgent />}
        {previews ? (
          <RuleSetPreview
            base={base}
            next={ruleSetFrom(draft, base, nextRuleSetVersion(versions, draft.effectiveFrom))}
            onPublish={() => void publish()}
          />
        ) : (
          <div className="row">
            <Button tone="primary" onClick={look}>
              {m.ruleSet_preview()}
            </Button>
          </div>
        )}
      </div>
    </Section>
  )
}

/** Once a number is another: what it was. */
function hintOf(name: ThresholdName, before: number, { values }: RuleSetDraft): string | undefined {
  return values[name] === before ? undefined : m.ruleSet_was({ value: formatNumber(before, getLocale()) })
}

function problemWords(at: string): string {
  const range = thresholdRanges[at as ThresholdName] as readonly [number, number] | undefined
  if (range === undefined) return otherProblems[at]?.() ?? m.ruleSet_notPublished()
  const [least, most] = range.map((one) => formatNumber(one, getLocale()))
  return m.ruleSet_range({ least: least!, most: most! })
}

const otherProblems: Readonly<Record<string, () => string>> = {
  effectiveFrom: m.ruleSet_fromBad,
  'effectiveFrom.taken': m.ruleSet_fromTaken,
  'minForCommittee.small': m.ruleSet_committeeSmall,
  'document.number': m.firstRun_needed,
  'document.issuer': m.firstRun_needed,
  'document.date': m.firstRun_needed,
  nothing: m.ruleSet_nothing,
}
