import { m } from '#app/messages/compiled/messages.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { questionLabel } from '#app/messages/labels.ts'
import { isFieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { questionIdsOf } from '#domain/questionnaire.ts'

/** What a question is called in short, several fields of which may be one: «Nơi sinh hoạt». */
export function questionName(id: string, unitKind?: UnitKind): string {
  if (id === 'places') return m.form_places()
  if (id === 'profile') return m.fold_profile()
  return isFieldKey(id) ? fieldLabel(id, unitKind) : questionLabel(id, unitKind)
}

/** Questions that fields belong to, each once, in words. */
export function questionNames(keys: readonly string[], unitKind?: UnitKind): string {
  return questionIdsOf(keys)
    .map((id) => questionName(id, unitKind))
    .join(', ')
}
