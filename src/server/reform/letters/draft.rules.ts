import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import type { OfficialDocument } from '../layout/model.ts'
import type { LateTask } from './model.ts'

type Around = {
  readonly agency: string
  readonly symbol: string
  readonly place: string
  readonly today: Day
  readonly addressees: readonly string[]
  readonly tasks: readonly LateTask[]
  readonly signer: { readonly authority: readonly string[]; readonly name: string }
}
const ANSWER_DAYS = 7
const vietnamese = (day: Day): string => day.split('-').reverse().join('/')

/**
 * A letter that urges: what is late, since when, and by when a commitment in writing is expected. Criticism says the same
 * with the head's responsibility. Official documents are in Vietnamese whatever language the officer reads.
 */
export function draftLetter(kind: 'urging' | 'criticism', around: Around): OfficialDocument {
  const { tasks, today } = around
  const answerBy = vietnamese(shiftDay(today, ANSWER_DAYS))
  const count = tasks.length
  const opening =
    kind === 'urging'
      ? `Qua theo dõi, tính đến ngày ${vietnamese(today)}, còn ${count} nhiệm vụ do Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh giao đã quá hạn chưa hoàn thành (danh mục kèm theo).`
      : `Tính đến ngày ${vietnamese(today)}, các cơ quan có tên trên để quá hạn ${count} nhiệm vụ được giao, mặc dù đã được nhắc và đôn đốc (danh mục kèm theo).`
  const demand =
    kind === 'urging'
      ? 'Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng cơ quan khẩn trương chỉ đạo hoàn thành, báo cáo nguyên nhân chậm và cam kết thời hạn hoàn thành từng nhiệm vụ'
      : 'Chủ tịch Ủy ban nhân dân tỉnh phê bình Thủ trưởng các cơ quan; yêu cầu kiểm điểm, làm rõ trách nhiệm của tập thể, cá nhân liên quan, cam kết thời hạn hoàn thành từng nhiệm vụ'
  return {
    form: 'letter',
    typeName: '',
    parent: '',
    agency: around.agency,
    number: null,
    symbol: around.symbol,
    place: around.place,
    issuedOn: null,
    subject:
      kind === 'urging' ? 'đôn đốc thực hiện nhiệm vụ quá hạn' : 'phê bình việc chậm thực hiện nhiệm vụ được giao',
    addressees: around.addressees,
    grounds: [],
    body: [
      { kind: 'text', text: opening },
      {
        kind: 'table',
        title: 'Danh mục nhiệm vụ quá hạn',
        head: ['TT', 'Nhiệm vụ', 'Văn bản giao', 'Cơ quan chủ trì', 'Thời hạn', 'Số ngày quá hạn'],
        rows: tasks.map((task, index) => [
          String(index + 1),
          task.content,
          task.source,
          task.leadName,
          task.due ? vietnamese(task.due) : '',
          String(task.days)
        ]),
        figures: [5]
      },
      { kind: 'text', text: `${demand}, gửi về Ủy ban nhân dân tỉnh trước ngày ${answerBy}./.` }
    ],
    signer: around.signer,
    recipients: ['Như trên', 'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh', 'Sở Nội vụ'],
    archive: 'VT, KSTT'
  }
}
