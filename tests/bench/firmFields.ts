/** A firm's profile like those people write, another for each number. */
export function firmFields(index: number, parkId: string): Record<string, string> {
  const trades = [
    'Điện tử',
    'May mặc',
    'Cơ khí',
    'Chế biến gỗ',
    'Bao bì',
    'Dược phẩm',
    'Thức ăn chăn nuôi',
    'Dịch vụ',
  ]
  const names = [
    'Sao Băng',
    'Hòa Phát Lộc',
    'Đại Thành',
    'Việt Hưng',
    'Ánh Dương',
    'Trường Sơn',
    'Minh Khang',
  ]
  const forms = ['Công ty TNHH', 'Công ty Cổ phần', 'Công ty TNHH MTV', 'Chi nhánh Công ty']
  const pick = (list: readonly string[], step: number) => list[Math.floor(index / step) % list.length]!
  return {
    name: `${pick(forms, 3)} Mẫu ${pick(trades, 1)} ${pick(names, 5)} ${index + 1}`,
    taxCode: String(9_900_000_000 + index * 7),
    unitKind: 'enterprise',
    legalForm: 'multiMemberLimited',
    ownershipGroup: index % 3 === 0 ? 'foreign' : 'domesticPrivate',
    address: `Lô ${String.fromCharCode(65 + (index % 20))}${1 + (index % 90)}, khu mẫu`,
    parkId,
    siteCommuneId: '99101',
    hqCommuneId: '99101',
    industry: '2610',
    industryVersion: 'vsic2025',
  }
}
