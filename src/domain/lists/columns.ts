/** What a column of a firm list can hold. */
export const columnKeys = [
  'ordinal',
  'name',
  'taxCode',
  'legalForm',
  'address',
  'park',
  'commune',
  'district',
  'industry',
  'nationality',
  'headcountTotal',
  'headcountVn',
  'headcountWomen',
  'members',
  'membersOfficial',
  'membersProbationary',
  'partyOrg',
  'union',
  'unionMembers',
  'youth',
  'youthMembers',
  'representative',
  'phone',
  'day',
  'note',
] as const
export type ColumnKey = (typeof columnKeys)[number]

/** What becomes of a column: part of a firm's profile, or only read. What visits find out, a list can't state. */
export const takenColumns = [
  'name',
  'taxCode',
  'legalForm',
  'address',
  'park',
  'commune',
  'industry',
] as const satisfies readonly ColumnKey[]
export type TakenColumn = (typeof takenColumns)[number]

export function isTaken(key: ColumnKey): key is TakenColumn {
  return (takenColumns as readonly string[]).includes(key)
}

/** Columns of numbers of people, yes or no, and days: looked through for mistakes though they are only read. */
export const countColumns: readonly ColumnKey[] = [
  'headcountTotal',
  'headcountVn',
  'headcountWomen',
  'members',
  'membersOfficial',
  'membersProbationary',
  'unionMembers',
  'youthMembers',
]
export const dayColumns: readonly ColumnKey[] = ['day']

/** Headings as offices write them; compared without marks, case and punctuation. */
export const headingWords: Readonly<Record<ColumnKey, readonly string[]>> = {
  ordinal: ['STT', 'TT', 'So TT', 'Số thứ tự'],
  name: [
    'Tên doanh nghiệp',
    'Tên công ty',
    'Tên đơn vị',
    'Doanh nghiệp',
    'Tên DN',
    'Tên cơ sở',
    'Tên tổ chức',
    'Công ty',
    'Đơn vị',
  ],
  taxCode: [
    'Mã số thuế',
    'MST',
    'Mã số doanh nghiệp',
    'MSDN',
    'Mã số DN',
    'Mã số thuế doanh nghiệp',
    'Mã thuế',
  ],
  legalForm: ['Loại hình', 'Loại hình DN', 'Loại hình doanh nghiệp'],
  address: ['Địa chỉ', 'Địa chỉ trụ sở', 'Địa chỉ trụ sở chính', 'Trụ sở chính', 'Trụ sở'],
  park: [
    'KCN',
    'Khu công nghiệp',
    'KCN/CCN',
    'KCN, CCN',
    'Cụm công nghiệp',
    'CCN',
    'Khu, cụm công nghiệp',
    'KKT',
  ],
  commune: ['Xã/phường', 'Phường, xã', 'Xã, phường', 'Phường/xã', 'Địa bàn', 'Phường', 'Xã'],
  district: ['Quận/Huyện', 'Quận, huyện', 'Huyện', 'Quận'],
  industry: [
    'Ngành nghề',
    'Lĩnh vực',
    'Mã ngành',
    'Ngành nghề kinh doanh',
    'Ngành chính',
    'Ngành nghề chính',
  ],
  nationality: ['Quốc gia', 'Quốc tịch NĐT', 'Quốc tịch nhà đầu tư', 'Quốc tịch'],
  headcountTotal: [
    'Tổng số lao động',
    'Số LĐ',
    'Lao động',
    'Tổng LĐ',
    'Số lao động',
    'Tổng số LĐ',
    'Tổng lao động',
  ],
  headcountVn: ['LĐ Việt Nam', 'Lao động Việt Nam', 'LĐ VN', 'Việt Nam'],
  headcountWomen: ['LĐ nữ', 'Lao động nữ', 'Nữ'],
  members: ['Số đảng viên', 'Đảng viên', 'Tổng số đảng viên', 'Số ĐV đảng'],
  membersOfficial: ['ĐV chính thức', 'Đảng viên chính thức', 'Chính thức'],
  membersProbationary: ['ĐV dự bị', 'Đảng viên dự bị', 'Dự bị'],
  partyOrg: ['Tổ chức đảng', 'Chi bộ', 'TC Đảng', 'TCĐ', 'Có chi bộ'],
  union: ['Công đoàn', 'CĐCS', 'Có CĐ', 'Công đoàn cơ sở', 'CĐ'],
  unionMembers: ['Số đoàn viên CĐ', 'ĐVCĐ', 'Đoàn viên công đoàn', 'Số đoàn viên công đoàn', 'Đoàn viên CĐ'],
  youth: ['Đoàn TN', 'Chi đoàn', 'Đoàn Thanh niên', 'ĐTN'],
  youthMembers: ['Số ĐVTN', 'ĐVTN', 'Đoàn viên thanh niên', 'Số đoàn viên thanh niên', 'Đoàn viên TN'],
  representative: [
    'Người đại diện',
    'Giám đốc',
    'Người đại diện theo pháp luật',
    'Chủ doanh nghiệp',
    'Người liên hệ',
  ],
  phone: ['Điện thoại', 'SĐT', 'ĐT', 'Số điện thoại'],
  day: ['Ngày thành lập', 'Ngày cấp', 'Ngày hoạt động', 'Ngày đăng ký'],
  note: ['Ghi chú'],
}

/** May be of the Party, the union or the Youth Union: only a person can tell. */
export const ambiguousHeadings: Readonly<Record<string, readonly ColumnKey[]>> = {
  ĐV: ['members', 'unionMembers', 'youthMembers'],
  'Đoàn viên': ['unionMembers', 'youthMembers'],
  'Số ĐV': ['members', 'unionMembers', 'youthMembers'],
  'Số đoàn viên': ['unionMembers', 'youthMembers'],
}

/** What a heading over several columns makes of the ambiguous words below it. */
export const ambiguousUnder: readonly (readonly [RegExp, ColumnKey])[] = [
  [/\b(cong doan|cdcs|cd)\b/, 'unionMembers'],
  [/\b(doan thanh nien|doan tn|dtn|chi doan|thanh nien)\b/, 'youthMembers'],
  [/\b(to chuc dang|tc dang|chi bo|dang)\b/, 'members'],
]
