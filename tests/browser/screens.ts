import type { Page } from '@playwright/test'
import { practiceFirms } from '#device/practice/practiceIds.ts'
import { addToSettle } from './addToSettle.ts'

/** A screen of the app: who opens it, and how. */
export interface Screen {
  readonly name: string
  readonly who: 'binh' | 'minh' | 'quantri' | undefined
  readonly open: (page: Page, origin: string) => Promise<void>
}

const at = (path: string) => async (page: Page, origin: string) => {
  await page.goto(`${origin}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

async function openFirstFirm(page: Page, origin: string): Promise<void> {
  await at('/firms')(page, origin)
  await page.getByRole('main').getByRole('link', { name: /Mẫu/ }).first().click()
  await page.waitForURL(/\/firms\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

async function openForm(page: Page, origin: string): Promise<void> {
  await openFirstFirm(page, origin)
  const start = page.getByRole('button', { name: 'Bắt đầu khảo sát' })
  await start
    .or(page.getByRole('button', { name: 'Làm tiếp' }))
    .or(page.getByRole('link', { name: 'Làm tiếp' }))
    .first()
    .click()
  await page.waitForURL(/\/visits\//)
  await page.getByRole('radio', { name: 'Nhân sự, hành chính' }).waitFor()
}

async function openFilledForm(page: Page, origin: string): Promise<void> {
  await openForm(page, origin)
  await page.getByRole('radio', { name: 'Nhân sự, hành chính', exact: true }).check()
  await page.getByRole('checkbox', { name: /Đã nói rõ mục đích/ }).check()
  await page.getByRole('heading', { name: /Công đoàn và Đoàn/ }).waitFor()
}

async function openLetter(page: Page, origin: string): Promise<void> {
  await openFirstFirm(page, origin)
  await page.getByRole('link', { name: 'Giấy giới thiệu' }).click()
  await page.waitForURL(/\/letter$/)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

async function openMap(page: Page, origin: string): Promise<void> {
  await at('/map')(page, origin)
  await page.locator('.map-host[data-drawn]').waitFor()
}

async function openReviewed(page: Page, origin: string): Promise<void> {
  await at('/review')(page, origin)
  await page.getByRole('list', { name: 'Lượt chờ duyệt' }).getByRole('link').first().click()
  await page.getByRole('button', { name: /^Duyệt và xem/ }).waitFor()
}

async function openDaySheet(page: Page, origin: string): Promise<void> {
  await at('/plan')(page, origin)
  const member = page.getByRole('combobox', { name: 'Người được giao' })
  await page.getByRole('radio', { name: /^Thứ tự/ }).waitFor()
  if (!(await member.isVisible())) await page.getByRole('button', { name: /^Lọc/ }).click()
  await member.selectOption({ label: (await member.getByRole('option', { name: /^Bình/ }).textContent())! })
  await page.getByRole('link', { name: 'In phiếu đi khảo sát' }).click()
  await page.getByRole('table').waitFor()
}

/** What waits to be settled: a late visit to a firm never shown to its author, and two addresses for one firm. */
async function openSettle(page: Page, origin: string): Promise<void> {
  await addToSettle(origin)
  await at('/settle')(page, origin)
  await page.getByRole('button', { name: 'Đưa vào số liệu' }).first().waitFor()
}

/** With a phone of which something is missing. */
async function openDevices(page: Page, origin: string): Promise<void> {
  await addToSettle(origin)
  await openPart('Máy')(page, origin)
  await page.getByRole('heading', { name: 'Thiếu mục ở giữa' }).first().waitFor()
}

const list = [
  'STT;Tên doanh nghiệp;MST;Khu;ĐV;Số lao động',
  '1;Công ty TNHH Mẫu Thử Danh Sách 1;9900001027-002;KCN Sông Xanh;3;120',
  '2;Công ty TNHH Mẫu Thử Danh Sách 2;99000013;KCN Lạ;3;hơn 500',
  '3;Công ty TNHH Mẫu Thử Danh Sách 3;;KCN Sông Xanh;3;nhiều',
  '4;Cty Mau Det Sao 3;;KCN Sông Xanh;;1',
]

/** A list of every kind of row, looked at before it is taken in. */
async function openList(page: Page, origin: string): Promise<void> {
  await at('/admin/import')(page, origin)
  const buffer = Buffer.from(list.join('\r\n'))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('list', { name: /^(Mới|Đã có)$/ }).waitFor()
}

async function openTakenList(page: Page, origin: string): Promise<void> {
  await openList(page, origin)
  const take = page.getByRole('button', { name: /^Nhập \d+ doanh nghiệp/ })
  if (await take.isEnabled()) {
    await take.click()
    await page.getByText(/^Đã nhập/).waitFor()
  }
  await at('/admin?part=lists')(page, origin)
  await page.getByRole('list', { name: 'Danh sách đã nhập' }).waitFor()
}

/** A sheet or dialog on a screen: where it is and which buttons open it, in turn. */
export const sheets: readonly (Omit<Screen, 'name'> & { readonly press: readonly RegExp[] })[] = [
  { who: 'binh', open: at('/settings'), press: [/^Đăng xuất$/] },
  { who: 'minh', open: at('/review'), press: [/^Lọc/] },
  { who: 'minh', open: at('/review'), press: [/^Duyệt \d+ lượt không/] },
  { who: 'minh', open: openReviewed, press: [/^Trả lại/] },
  { who: 'minh', open: openReviewed, press: [/^Loại bỏ…/] },
  { who: 'minh', open: openChosen, press: [/^Giao cho…/] },
  { who: 'minh', open: openChosen, press: [/^(Đưa lên|Bỏ khỏi) đầu/] },
  { who: 'minh', open: openUnplanned, press: [/^Đưa vào kế hoạch/] },
  { who: 'minh', open: at('/plan/members'), press: [/^Bàn giao việc của Bình/] },
  { who: 'minh', open: openFirstFirm, press: [/^Quyết định hướng khác…/] },
  { who: 'minh', open: openFirstFirm, press: [/^Gộp với doanh nghiệp trùng…/] },
  { who: 'minh', open: openDoubleFound, press: [/^So sánh với/] },
  { who: 'minh', open: at('/plan'), press: [/^Thêm$/] },
  { who: 'minh', open: at('/overview'), press: [/xem danh sách/] },
  { who: 'minh', open: openMap, press: [/^Đặt vị trí của/] },
  { who: 'minh', open: at('/targets'), press: [/^Ghi kết quả/] },
  { who: 'minh', open: at('/targets'), press: [/^Giao chỉ tiêu/] },
  { who: 'minh', open: at('/targets'), press: [/xem từng kết quả/] },
  { who: 'minh', open: openReport('R1'), press: [/xem danh sách/] },
  { who: 'minh', open: openReport('R1'), press: [/^Thể thức/] },
  { who: 'minh', open: openSettle, press: [/^Đưa vào số liệu/] },
  { who: 'minh', open: openSettle, press: [/^Loại bỏ…/] },
  { who: 'minh', open: openTakenList, press: [/^Hoàn tác danh-sach/] },
  { who: 'quantri', open: at('/admin'), press: [/^Thêm người/] },
  { who: 'quantri', open: openPart('Tổ công tác'), press: [/^Thêm tổ công tác/] },
  { who: 'minh', open: openPart('Tổ chức'), press: [/^Thêm tổ chức/] },
  { who: 'minh', open: openPart('Tổ chức'), press: [/^Sửa Công đoàn/] },
  { who: 'minh', open: openPart('Tổ chức'), press: [/xem danh sách/] },
  { who: 'quantri', open: openPart('Khu'), press: [/^Sửa KCN/, /^Thêm xã, phường/] },
]

async function openDoubleFound(page: Page, origin: string): Promise<void> {
  await openFirstFirm(page, origin)
  await page.getByRole('button', { name: /^Gộp với doanh nghiệp trùng/ }).click()
  await page.getByRole('searchbox', { name: 'Tìm doanh nghiệp khác' }).fill('mau')
  await page.getByRole('list', { name: 'Tìm thấy' }).waitFor()
}

async function openChosen(page: Page, origin: string): Promise<void> {
  await at('/plan')(page, origin)
  await page
    .getByRole('checkbox', { name: /^Chọn Công ty/ })
    .first()
    .check()
}

async function openUnplanned(page: Page, origin: string): Promise<void> {
  await at('/plan')(page, origin)
  await page.getByRole('radio', { name: /^Đã có tổ chức/ }).check()
  await page
    .getByRole('checkbox', { name: /^Chọn (?!tất cả)/ })
    .first()
    .check()
}

/** Its parts are drawn one after the other. */
async function openOverview(page: Page, origin: string): Promise<void> {
  await at('/overview')(page, origin)
  await page.getByRole('heading', { name: 'Độ phủ theo khối sở hữu' }).waitFor()
}

async function openEarlier(page: Page, origin: string): Promise<void> {
  await openOverview(page, origin)
  await page.getByLabel('Số liệu tính đến hết ngày').fill('2026-06-30')
  await page.getByText(/^Tính lại đến hết ngày 30\/06\/2026/).waitFor()
  await page.getByRole('heading', { name: 'Độ phủ theo khối sở hữu' }).waitFor()
}

async function openWhatIf(page: Page, origin: string): Promise<void> {
  await at('/plan')(page, origin)
  await page.getByRole('button', { name: /^Nếu đổi thứ tự/ }).click()
  await page.getByRole('combobox', { name: 'Xét trước hết' }).selectOption({ label: 'Đông lao động' })
}

function openReport(reportId: string) {
  return async (page: Page, origin: string) => {
    await at(`/reports/${reportId}`)(page, origin)
    await page.getByRole('table').waitFor()
  }
}

/** With a merger to be recorded, what it means and its sums. */
async function openReorganise(page: Page, origin: string): Promise<void> {
  await openPart('Sắp xếp')(page, origin)
  await page.getByRole('button', { name: 'Ghi sắp xếp' }).click()
  await page
    .getByRole('textbox', { name: /^Danh sách thay đổi/ })
    .fill('nhập; xã; 99104 | 99105; 99104; Phường Vịnh Lúa\nnhập; xã; 12345; 99104')
  await page.getByRole('table').first().waitFor()
}

/** With firms that go another way. */
async function openNewRules(page: Page, origin: string): Promise<void> {
  await openPart('Bộ quy tắc')(page, origin)
  await page.getByRole('button', { name: 'Soạn bản mới' }).click()
  const members = page.getByRole('textbox', { name: 'Số đảng viên chính thức để lập chi bộ' })
  // another number than the last one published
  await members.fill(String(Number(await members.inputValue()) + 2))
  await page.getByRole('button', { name: 'Xem doanh nghiệp nào đổi hướng' }).click()
  await page.getByRole('button', { name: 'Ban hành' }).waitFor()
}

async function openLog(page: Page, origin: string): Promise<void> {
  await openPart('Nhật ký')(page, origin)
  await page.getByLabel('Từ ngày').fill('2026-10-01')
  await page.getByRole('list', { name: 'Nhật ký' }).waitFor()
}

function openPart(name: string) {
  return async (page: Page, origin: string) => {
    await at('/admin')(page, origin)
    await page.getByRole('radio', { name: new RegExp(`^${name}`) }).check()
  }
}

/** The same screens on made-up firms, under the band that says so. */
function openPractice(path: string) {
  return async (page: Page, origin: string) => {
    await at('/settings')(page, origin)
    const begin = page.getByRole('button', { name: 'Bắt đầu tập làm' })
    await begin.or(page.getByRole('link', { name: 'Làm tiếp buổi tập' })).click()
    await page.getByText(/^Đang tập làm/).waitFor()
    await at(`/practice${path}`)(page, origin)
  }
}

export const screens: readonly Screen[] = [
  { name: 'sign-in', who: undefined, open: at('/sign-in') },
  { name: 'today', who: 'binh', open: at('/today') },
  { name: 'firms', who: 'binh', open: at('/firms') },
  { name: 'new-firm', who: 'binh', open: at('/firms/new') },
  { name: 'firm', who: 'binh', open: openFirstFirm },
  { name: 'letter', who: 'binh', open: openLetter },
  { name: 'visit', who: 'binh', open: openForm },
  { name: 'visit-filled', who: 'binh', open: openFilledForm },
  { name: 'outbox', who: 'binh', open: at('/outbox') },
  { name: 'settings', who: 'binh', open: at('/settings') },
  { name: 'practice-today', who: 'binh', open: openPractice('/today') },
  { name: 'practice-firm', who: 'binh', open: openPractice(`/firms/${practiceFirms.hasCell}`) },
  { name: 'practice-outbox', who: 'binh', open: openPractice('/outbox') },
  { name: 'firm-of-office', who: 'minh', open: openFirstFirm },
  { name: 'review', who: 'minh', open: at('/review') },
  { name: 'review-visit', who: 'minh', open: openReviewed },
  { name: 'plan', who: 'minh', open: at('/plan') },
  { name: 'what-if', who: 'minh', open: openWhatIf },
  { name: 'members', who: 'minh', open: at('/plan/members') },
  { name: 'day-sheet', who: 'minh', open: openDaySheet },
  { name: 'overview', who: 'minh', open: openOverview },
  { name: 'overview-earlier', who: 'minh', open: openEarlier },
  { name: 'weekly', who: 'minh', open: at('/overview/week') },
  { name: 'map', who: 'minh', open: openMap },
  { name: 'targets', who: 'minh', open: at('/targets') },
  { name: 'report-summary', who: 'minh', open: openReport('R1') },
  { name: 'report-tracks', who: 'minh', open: openReport('R5') },
  { name: 'report-concerns', who: 'minh', open: openReport('R6') },
  { name: 'settle', who: 'minh', open: openSettle },
  { name: 'admin-devices', who: 'minh', open: openDevices },
  { name: 'admin', who: 'quantri', open: at('/admin') },
  { name: 'admin-organisations', who: 'quantri', open: openPart('Tổ chức') },
  { name: 'admin-reorganisations', who: 'quantri', open: openPart('Sắp xếp') },
  { name: 'admin-reorganise', who: 'quantri', open: openReorganise },
  { name: 'admin-rules', who: 'quantri', open: openPart('Bộ quy tắc') },
  { name: 'admin-new-rules', who: 'quantri', open: openNewRules },
  { name: 'admin-log', who: 'quantri', open: openLog },
  { name: 'import', who: 'minh', open: at('/admin/import') },
  { name: 'import-preview', who: 'minh', open: openList },
  { name: 'admin-lists', who: 'minh', open: openTakenList },
]
