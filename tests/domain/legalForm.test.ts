import { expect, it } from 'vitest'
import { guessLegalForm } from '#domain/legalForm.ts'

it.each([
  ['Công ty TNHH MTV Mẫu Dệt Sao', 'singleMemberLimited'],
  ['CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN MẪU', 'singleMemberLimited'],
  ['Công ty TNHH Mẫu Nhựa Mây', 'multiMemberLimited'],
  ['Mẫu Nhựa Mây Co., Ltd', 'multiMemberLimited'],
  ['Công ty Cổ phần Mẫu Gốm', 'jointStock'],
  ['CTCP Mẫu Gốm', 'jointStock'],
  ['Công ty CP Mẫu Gốm', 'jointStock'],
  ['Công ty Hợp danh Mẫu', 'partnership'],
  ['DNTN Mẫu', 'privateEnterprise'],
  ['Hợp tác xã Mẫu Lúa', 'cooperative'],
  ['Chi nhánh Công ty TNHH Mẫu', 'branch'],
  ['Hộ kinh doanh Mẫu', 'householdBusiness'],
  ['Phòng khám Đa khoa Mẫu', 'nonPublicUnit'],
  ['Công ty TNHH Phòng khám Mẫu', 'multiMemberLimited'],
])('the name «%s» speaks of %s', (name, form) => {
  expect(guessLegalForm(name)).toBe(form)
})

it('a name that speaks of no form is not guessed', () => {
  expect(guessLegalForm('Mẫu Dệt Sao')).toBeUndefined()
})
