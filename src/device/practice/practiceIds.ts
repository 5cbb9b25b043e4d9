export const practiceUnitName = 'Đơn vị tập làm (mẫu)'

/** What has to be known by name; stable, so that a practice goes on after the app was updated. */
export const practiceIds = {
  enrolment: id(1),
  unit: id(2),
  person: id(11),
  supervisor: id(12),
  group: id(21),
  park: id(31),
  cluster: id(32),
} as const

/** Each firm teaches one thing. */
export const practiceFirms = {
  ownerAway: id(101),
  threeMembers: id(102),
  refuses: id(103),
  hasCell: id(104),
  wrongTaxCode: id(105),
  returned: id(106),
} as const
export type PracticeFirm = keyof typeof practiceFirms

function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}
