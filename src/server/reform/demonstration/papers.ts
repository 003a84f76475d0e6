import { dayOf, shiftDay, silentLog, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { answerLetter, approveLetter, draftUrging, openLetter, sendLetter } from '../letters/actions.ts'
import { letter } from '../letters/store.ts'
import { freezeReport, openReport, reportScreen, sendText } from '../reports/actions.ts'
import { regularReports } from '../reports/windows.rules.ts'
import { RECALLED } from './letter.ts'
import { must, provinceOf } from './tell.ts'

/** What each agency writes into the regular report of the invented province. */
const PARTS: Readonly<Record<string, string>> = {
  steering:
    'Ủy ban nhân dân tỉnh tổ chức giao ban cải cách hành chính hằng tháng; mỗi nhiệm vụ quá hạn đều có công văn đôn đốc.',
  institutions: 'Đã tự kiểm tra văn bản ban hành trong kỳ; chưa phát hiện nội dung trái thẩm quyền.',
  procedures:
    'Danh mục thủ tục được công bố, niêm yết đầy đủ.\nDanh sách chậm giải quyết được công khai hằng tháng tại từng cơ quan.',
  organisation: 'Chính quyền hai cấp hoạt động ổn định; chức năng, nhiệm vụ các phòng của xã, phường đã được rà soát.',
  'civil-service': 'Đã tập huấn nghiệp vụ một cửa cho công chức các xã, phường.',
  finance: 'Các đơn vị sự nghiệp thực hiện công khai dự toán đúng quy định.',
  digital: 'Chữ ký số đã cấp cho công chức Bộ phận Một cửa; hồ sơ được số hóa ngay khi tiếp nhận.'
}

/** Letters and reports of the invented province, told once when the tasks and the dossiers are there. */
export async function tellPapers(loud: Ctx): Promise<void> {
  const today = dayOf(loud.now())
  const province = await provinceOf(loud)
  const at = (day: Day, unit: string | null = null): Ctx => ({
    ...loud,
    province,
    actor: { ...SYSTEM, unit },
    log: silentLog,
    now: () => (day >= today ? loud.now() : new Date(`${day}T03:00:00Z`))
  })
  const [told] = await loud.sql<{ letters: boolean; reports: boolean }[]>`
    select exists (select from official_letter) as "letters", exists (select from reform_report) as "reports"`
  if (!told?.letters) await tellLetters(at, today)
  if (!told?.reports) await tellReports(at, today)
}
type At = (day: Day, unit?: string | null) => Ctx

/** One letter of urging sent, opened and answered, and one of criticism that waits for its signature. */
async function tellLetters(at: At, today: Day): Promise<void> {
  const drafted = await draftUrging(at(shiftDay(today, -7)), 'urging', [])
  if (!drafted.ok) return
  const { id } = drafted.value
  must(await approveLetter(at(shiftDay(today, -6)), id))
  must(await sendLetter(at(shiftDay(today, -6)), id))
  const addressees = (await letter(at(today), id))!.addressees
  for (const [place, unit] of addressees.slice(0, 3).entries()) {
    const there = at(shiftDay(today, -5 + place), unit)
    await openLetter(there, id)
    if (place > 0)
      must(await answerLetter(there, id, 'Cơ quan nhận khuyết điểm và cam kết hoàn thành trước ngày 15 tháng sau.'))
  }
  if (addressees[0]) await draftUrging(at(shiftDay(today, -1)), 'criticism', [addressees[0]])
}

/** The one-off report on the letter of January 2022, and the last regular report whose day has come. */
async function tellReports(at: At, today: Day): Promise<void> {
  const [older] = await at(today).sql<{ id: string }[]>`select id from directive where number = ${RECALLED.number}`
  if (older) {
    const { id } = must(await openReport(at('2022-08-16'), { directive: older.id }))
    must(
      await sendText(
        at('2022-08-17'),
        id,
        'next',
        at(today).province.code,
        'Đề nghị tiếp tục đôn đốc hai nhiệm vụ chưa xong.'
      )
    )
    must(await freezeReport(at('2022-08-18'), id))
  }
  const year = Number(today.slice(0, 4))
  const last = regularReports(year - 1, year).findLast(({ sentBy }) => sentBy < today)
  if (!last) return
  const opened = shiftDay(last.sentBy, -12)
  const { id } = must(await openReport(at(opened), last))
  const { texts } = (await reportScreen(at(opened), id))!
  for (const { section, unit } of texts)
    if (PARTS[section]) must(await sendText(at(shiftDay(last.sentBy, -6), unit), id, section, unit, PARTS[section]))
  must(await sendText(at(shiftDay(last.sentBy, -1)), id, 'steering', at(today).province.code, PARTS.steering!))
  must(await freezeReport(at(last.sentBy), id))
}
