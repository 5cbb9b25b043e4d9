import { useMemo, useState } from 'react'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatNumber } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { Section } from '#app/ui/Section.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import type { PlannedFirm } from '#device/planList.ts'
import { orderIf, priorityKeys, type PriorityKeyName } from '#domain/priority.ts'

interface WhatIfProps {
  /** In the order that stands. */
  readonly firms: readonly PlannedFirm[]
  readonly onClose: () => void
}

interface Moved {
  readonly firm: PlannedFirm
  readonly n: number
  /** Its place in the order that stands. */
  readonly from: number
}

type Choice = PriorityKeyName | 'none'

const windowSize = 50
const mostMoved = 5

/** «Nếu đổi thứ tự ưu tiên…»: the order by other keys, to look at. Nothing is recorded, and no device hears of it. */
export function WhatIf({ firms, onClose }: WhatIfProps) {
  const [choices, setChoices] = useState<readonly Choice[]>(priorityKeys)
  const [most, setMost] = useState(windowSize)
  const moved = useMemo(() => movesOf(firms, choices), [firms, choices])
  const others = moved.filter(({ n, from }) => n !== from)
  // who has the place that is wanted takes this one
  const choose = (at: number, key: Choice) =>
    setChoices(
      choices.map((one, index) => (index === at ? key : one === key && key !== 'none' ? choices[at]! : one)),
    )
  return (
    <Section title={m.whatIf_title()}>
      <Banner
        tone="info"
        what={m.whatIf_note()}
        actions={<Button onClick={onClose}>{m.whatIf_close()}</Button>}
      />
      <div className="plan-what-if">
        {choices.map((choice, at) => (
          <SelectField<Choice>
            // the place is what it is
            key={places[at]!()}
            label={places[at]!()}
            options={[...priorityKeys, 'none' as const].map((key) => ({
              value: key,
              label: keyWords[key](),
            }))}
            value={choice}
            onChange={(key) => choose(at, key)}
          />
        ))}
      </div>
      <p role="status">
        {others.length === 0
          ? m.whatIf_same()
          : m.whatIf_moved({ firms: countWords(others.length, 'firms') })}
      </p>
      {others.length > 0 && (
        <div className="plan-moves">
          <Moves title={m.whatIf_up()} moved={farthest(others, 1)} />
          <Moves title={m.whatIf_down()} moved={farthest(others, -1)} />
        </div>
      )}
      <Moves title={m.whatIf_firms()} moved={moved.slice(0, most)} />
      {most < moved.length && (
        <MoreButton
          label={m.plan_more({ n: formatNumber(Math.min(windowSize, moved.length - most), getLocale()) })}
          onMore={() => setMost(most + windowSize)}
        />
      )}
    </Section>
  )
}

function Moves({ title, moved }: { readonly title: string; readonly moved: readonly Moved[] }) {
  if (moved.length === 0) return null
  return (
    <div className="stack">
      <h3>{title}</h3>
      <List label={title}>
        {moved.map(({ firm: { card, key }, n, from }) => (
          <ListRow
            key={card.id}
            title={`${formatNumber(n, getLocale())}. ${card.name}`}
            text={priorityWords(key)}
            end={moveWords(n, from)}
            href={paths.firm(card.id)}
          />
        ))}
      </List>
    </div>
  )
}

function movesOf(firms: readonly PlannedFirm[], choices: readonly Choice[]): readonly Moved[] {
  const placeById = new Map(firms.map(({ card }, index) => [card.id, index + 1]))
  const keys = choices.filter((choice) => choice !== 'none')
  return orderIf(firms, keys).map((firm, index) => ({
    firm,
    n: index + 1,
    from: placeById.get(firm.card.id)!,
  }))
}

/** `direction` 1: who gains most; -1: who loses most. */
function farthest(moved: readonly Moved[], direction: 1 | -1): readonly Moved[] {
  const way = ({ n, from }: Moved) => (from - n) * direction
  return moved
    .filter((one) => way(one) > 0)
    .toSorted((one, other) => way(other) - way(one))
    .slice(0, mostMoved)
}

function moveWords(n: number, from: number): string {
  if (n === from) return m.whatIf_stays()
  const words = { n: formatNumber(Math.abs(from - n), getLocale()), from: formatNumber(from, getLocale()) }
  return n < from ? m.whatIf_upBy(words) : m.whatIf_downBy(words)
}

const places = [m.whatIf_first, m.whatIf_then, m.whatIf_last]

const keyWords: Readonly<Record<Choice, () => string>> = {
  access: m.whatIf_key_access,
  union: m.whatIf_key_union,
  headcount: m.whatIf_key_headcount,
  none: m.whatIf_key_none,
}
