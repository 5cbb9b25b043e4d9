import { m } from '#app/messages/compiled/messages.js'
import { Badge } from '#app/ui/Badge.tsx'
import type { Definition } from '#app/ui/DefinitionList.tsx'
import type { Reference } from '#device/people.ts'
import type { Facts } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { knownWords, sourceWords } from './factWords.ts'
import { fieldLabel } from '#app/messages/fieldLabels.ts'

/** What is known of these fields, each with who said it and when; what waits for review is marked. */
export function definitionsOf(
  keys: readonly FieldKey[],
  facts: Facts,
  reference: Reference | undefined,
  unitKind: UnitKind | undefined,
  names?: ReadonlyMap<string, string>,
): readonly Definition[] {
  return keys.flatMap((key) => {
    const fact = facts[key]
    if (fact === undefined) return []
    return [
      {
        label: fieldLabel(key, unitKind),
        value: knownWords(key, fact.value, { unitKind, precision: fact.precision, names }),
        meta: (
          <>
            {sourceWords(fact, reference, unitKind)}
            {fact.provisional && (
              <>
                {' '}
                <Badge tone="info">{m.fact_provisional()}</Badge>
              </>
            )}
          </>
        ),
      },
    ]
  })
}
