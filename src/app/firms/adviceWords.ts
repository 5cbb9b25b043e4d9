import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { ownerWords } from '#app/messages/labels.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import type { Message } from '#domain/message.ts'
import type { OverlayId } from '#domain/overlays.ts'
import { reasonOf, type PriorityKey } from '#domain/priority.ts'
import type { Basis, RuleSet } from '#domain/ruleSet.ts'

/** «dễ tiếp cận · có công đoàn · 1.250 lao động» */
export function priorityWords(key: PriorityKey): string {
  return dotted(
    reasonOf(key).map(({ key: name, parameters }) => reasonWords[name]?.(shown(parameters) as never) ?? name),
  )
}

export function overlayWords(id: OverlayId, { parameters }: Message, unitKind: UnitKind | undefined): string {
  return overlayLabels[id]({ ...ownerWords(unitKind), ...shown(parameters) } as never)
}

/** «Chỉ thị 33-CT/TW ngày 18/03/2019 của Ban Bí thư, Điều 3» */
export function basisWords({ reference, article }: Basis, ruleSet: RuleSet): string {
  const document = ruleSet.references[reference]
  const title =
    basisLabels[reference]?.() ??
    (document === undefined
      ? reference
      : m.basis_document({
          number: document.number,
          date: formatDate(document.date, getLocale()),
          issuer: document.issuer,
        }))
  return article === undefined ? title : m.basis_article({ title, article })
}

function shown(parameters: Message['parameters']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, getLocale()) : value,
    ]),
  )
}

const reasonWords: Readonly<Record<string, (parameters: never) => string>> = {
  reason_notSurveyed: m.reason_notSurveyed,
  reason_access_easy: m.reason_access_easy,
  reason_access_medium: m.reason_access_medium,
  reason_access_hard: m.reason_access_hard,
  reason_access_unknown: m.reason_access_unknown,
  reason_union_yes: m.reason_union_yes,
  reason_union_no: m.reason_union_no,
  reason_union_unknown: m.reason_union_unknown,
  reason_headcount: m.reason_headcount,
  reason_headcount_unknown: m.reason_headcount_unknown,
}

const overlayLabels: Readonly<Record<OverlayId, (parameters: never) => string>> = {
  O1: m.overlay_O1,
  O2: m.overlay_O2,
  O3: m.overlay_O3,
  O4: m.overlay_O4,
  O5: m.overlay_O5,
  O6: m.overlay_O6,
  O7: m.overlay_O7,
  O8: m.overlay_O8,
  O9: m.overlay_O9,
}

const basisLabels: Readonly<Record<string, () => string>> = {
  charter: m.basis_charter,
  directive33: m.basis_directive33,
  regulation170: m.basis_regulation170,
  regulation208: m.basis_regulation208,
  guidance08: m.basis_guidance08,
  decree98: m.basis_decree98,
  unionLaw: m.basis_unionLaw,
  unionLawAmended: m.basis_unionLawAmended,
  unionCharter: m.basis_unionCharter,
  tayHo: m.basis_tayHo,
  hoangMai: m.basis_hoangMai,
  haiPhong: m.basis_haiPhong,
  phuTho: m.basis_phuTho,
  baRiaVungTau: m.basis_baRiaVungTau,
}
