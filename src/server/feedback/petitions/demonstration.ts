import { officerByLogin } from '#server/identity/index.ts'
import { UNITS } from '#server/organisation/index.ts'
import { SYSTEM, VISITOR } from '#server/platform/index.ts'
import type { Actor, Ctx, Result } from '#server/platform/index.ts'
import * as acts from './actions.ts'
import { filePetition, judgeAnswer, sendBackAnswer } from './file.ts'
import { FileInput } from './model.ts'
import type { Channel } from './model.ts'
import { load } from './store.ts'
import { answerAllegation } from './actions.ts'

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the demonstration told an illegal story: ${result.error.code}`)
  return result.value
}
const person = (id: string, unit: string, roles: readonly string[]): Actor => ({
  ...{ kind: 'officer', id, name: 'Cán bộ trình diễn', unit, roles },
  may: () => true
})
const FILER: Actor = { ...VISITOR, may: () => true }
const CONTROL = UNITS['kiem-soat-tthc']
const WARD = UNITS['phuong-cau-may']
const NAMED = { name: 'Vàng Thị Mẩy', phone: '0912000111', address: 'Xã Sông Thương' }

type Told = {
  readonly daysAgo: number
  readonly input: object
  readonly channel?: Channel
  /** What follows, a working step a day later each. */
  readonly then: readonly Step[]
}
type Step = (ctx: Ctx, code: string, secret: string) => Promise<Result<unknown>>

const sorted =
  (kind: string, unit: string, subject: string, complained = '', officer = ''): Step =>
  (ctx, code) =>
    acts.sortPetition(ctx, code, { kind: kind as 'rule', unit, subject, complained, officer })
const drafted =
  (text: string): Step =>
  (ctx, code) =>
    acts.draftAnswer({ ...ctx, actor: person(HAND, CONTROL, ['handler']) }, code, text)
const sent: Step = (ctx, code) => acts.sendAnswer(ctx, code, 'online')
const shown =
  (title: string, question: string, answer: string): Step =>
  async (ctx, code) => {
    const proposed = await acts.proposePublication({ ...ctx, actor: person(HAND, CONTROL, ['control-office']) }, code, {
      title,
      question,
      answer
    })
    return proposed.ok ? acts.publishPetition(ctx, code) : proposed
  }
const judged =
  (satisfied: boolean): Step =>
  (ctx, code, secret) =>
    judgeAnswer({ ...ctx, actor: FILER }, { code, secret }, satisfied)

/** Two invented hands: who drafts and who approves. */
const HAND = '00000000-0000-4000-8000-0000000000d1'
const HEAD = '00000000-0000-4000-8000-0000000000d2'

const stories = (officer: string): readonly Told[] => [
  {
    daysAgo: 60,
    input: { kind: 'rule', words: 'Thủ tục xác nhận tình trạng hôn nhân vẫn đòi bản sao sổ hộ khẩu đã bỏ.', ...NAMED },
    then: [
      sorted('rule', 'H99.07', 'Giấy tờ đòi thêm khi xác nhận tình trạng hôn nhân'),
      drafted('Sở đã rà soát và yêu cầu các xã, phường không đòi bản sao sổ hộ khẩu; mẫu tờ khai đã sửa.'),
      sent,
      judged(true),
      shown(
        'Có phải nộp bản sao sổ hộ khẩu khi xác nhận tình trạng hôn nhân?',
        'Người dân cho biết nơi tiếp nhận còn đòi bản sao sổ hộ khẩu khi xác nhận tình trạng hôn nhân.',
        'Không phải nộp. Sở Tư pháp đã rà soát, nhắc các xã, phường và sửa mẫu tờ khai.'
      )
    ]
  },
  {
    daysAgo: 52,
    input: { kind: 'lateness', words: 'Hồ sơ đất đai hẹn ngày 12 mà hai tuần sau chưa ai báo gì.', ...NAMED },
    then: [
      sorted('lateness', 'H99.05', 'Chậm trả kết quả đăng ký biến động đất đai', 'H99.05'),
      drafted(
        'Hồ sơ chậm do phải đo đạc lại; kết quả đã trả ngày hôm qua. Văn phòng xin lỗi và đã nhắc bộ phận đo đạc.'
      ),
      sent,
      shown(
        'Hồ sơ biến động đất đai quá hẹn hai tuần',
        'Người dân phản ánh hồ sơ biến động đất đai quá ngày hẹn hai tuần mà không được thông báo.',
        'Kết quả đã trả. Văn phòng Đăng ký đất đai xin lỗi và từ nay báo trước ít nhất một ngày khi phải hẹn lại.'
      )
    ]
  },
  {
    daysAgo: 47,
    input: {
      kind: 'other',
      words: 'Chỗ ngồi chờ ở trung tâm không có lối cho xe lăn, bố tôi phải ngồi ngoài.',
      ...NAMED
    },
    channel: 'phone',
    then: [
      sorted('other', 'H99.19', 'Lối đi cho xe lăn tại Trung tâm'),
      drafted('Trung tâm đã làm dốc tạm ở cửa bên và sẽ xong lối cố định trong tháng sau.'),
      sent,
      (ctx, code, secret) =>
        sendBackAnswer({ ...ctx, actor: FILER }, { code, secret }, 'Cửa bên luôn khóa, dốc tạm không dùng được.'),
      drafted('Cửa bên đã được mở trong giờ làm việc, có chuông gọi cán bộ giúp.'),
      sent,
      judged(true),
      shown(
        'Lối đi cho xe lăn tại Trung tâm Phục vụ hành chính công',
        'Người dân phản ánh nơi chờ chưa có lối cho xe lăn, cửa bên bị khóa.',
        'Cửa bên mở trong giờ làm việc, có chuông gọi; lối cố định hoàn thành trong tháng sau.'
      )
    ]
  },
  {
    daysAgo: 40,
    input: {
      kind: 'behaviour',
      words: 'Cán bộ ở quầy nói nặng lời với mẹ tôi vì không biết điền tờ khai.',
      about: WARD,
      anonymous: true
    },
    then: [
      sorted('behaviour', CONTROL, 'Thái độ khi hướng dẫn tờ khai', WARD, officer),
      (ctx, code) =>
        acts.callOfficer(ctx, code, 'Có phản ánh rằng cán bộ nói nặng lời với người cao tuổi chưa biết điền tờ khai.'),
      async (ctx, code) =>
        officer
          ? answerAllegation(
              { ...ctx, actor: person(officer, WARD, ['one-stop-officer']) },
              code,
              'Hôm đó quá đông, tôi có lớn tiếng và xin nhận lỗi.'
            )
          : load(ctx, { code }).then(found => ({ ok: true, value: found }) as const),
      (ctx, code) =>
        acts.concludePetition(ctx, code, 'justified', 'Camera và lời giải trình cho thấy có việc lớn tiếng.'),
      drafted('Phản ánh đúng. Cán bộ đã nhận lỗi, được nhắc nhở; phường bố trí thêm người hướng dẫn giờ cao điểm.'),
      sent
    ]
  },
  {
    daysAgo: 21,
    input: {
      kind: 'behaviour',
      words: 'Tôi bị gợi ý đưa thêm tiền để làm nhanh giấy phép xây dựng nhà.',
      about: 'H99.06',
      anonymous: true
    },
    then: [
      sorted('behaviour', CONTROL, 'Gợi ý khoản ngoài quy định khi cấp phép', 'H99.06'),
      (ctx, code) =>
        acts.callOfficer(ctx, code, 'Có phản ánh về việc gợi ý khoản tiền ngoài quy định khi cấp giấy phép xây dựng.')
    ]
  },
  {
    daysAgo: 16,
    input: {
      kind: 'lateness',
      words: 'Đã ba lần bị hẹn lại ngày lấy giấy khai sinh cho con.',
      ...NAMED,
      protected: true
    },
    then: [sorted('lateness', 'H99.31', 'Hẹn lại nhiều lần khi đăng ký khai sinh', 'H99.31')]
  },
  {
    daysAgo: 12,
    input: {
      kind: 'rule',
      words: 'Thủ tục hỗ trợ hộ nghèo bắt xác nhận hai nơi mà hai nơi chỉ khác con dấu.',
      ...NAMED
    },
    then: [
      sorted('rule', 'H99.08', 'Xác nhận trùng lặp trong thủ tục hỗ trợ'),
      drafted('Sở ghi nhận, đã kiến nghị bỏ một lần xác nhận trong phương án đơn giản hóa năm nay.')
    ]
  },
  {
    daysAgo: 9,
    input: { kind: 'other', words: 'Bảng điện tử ở trung tâm hiện sai số thứ tự, nhiều người lỡ lượt.', ...NAMED },
    then: [
      sorted('other', 'H99.19', 'Bảng điện tử hiện sai số'),
      (ctx, code) => acts.askPerson(ctx, code, 'Việc xảy ra ngày nào, ở quầy số mấy?')
    ]
  },
  {
    daysAgo: 7,
    input: { kind: 'other', words: 'Đề nghị xem xét lại bản án dân sự về ranh giới đất của gia đình tôi.', ...NAMED },
    then: [
      (ctx, code) =>
        acts.refusePetition(
          ctx,
          code,
          'complaint-or-denunciation',
          'Việc thuộc thẩm quyền của tòa án; xin theo trình tự kháng cáo, giám đốc thẩm.'
        )
    ]
  },
  {
    daysAgo: 6,
    input: { kind: 'rule', words: 'Phí công chứng ở các nơi thu khác nhau cho cùng một việc.', ...NAMED },
    then: [
      sorted('rule', 'H99.07', 'Mức thu chứng thực khác nhau'),
      (ctx, code) => acts.transferPetition(ctx, code, 'H99.03', 'Về phí, thuộc Sở Tài chính.')
    ]
  },
  {
    daysAgo: 3,
    input: {
      kind: 'behaviour',
      words: 'Bộ phận tiếp nhận nghỉ trưa sớm ba mươi phút, gọi cửa không ai ra.',
      about: 'H99.33',
      anonymous: true
    },
    then: []
  },
  {
    daysAgo: 1,
    input: {
      kind: 'lateness',
      words: 'Nộp hồ sơ trực tuyến hai ngày rồi chưa thấy ai tiếp nhận.',
      about: 'H99.31',
      ...NAMED
    },
    channel: 'desk',
    then: []
  }
]

/** A dozen petitions in all states, told once. */
export async function tellPetitions(ctx: Ctx): Promise<void> {
  const [there] = await ctx.sql<{ any: boolean }[]>`select exists (select from petition) as "any"`
  if (there!.any) return
  const officer = (await officerByLogin(ctx, 'motcua.caumay')) ?? ''
  for (const { daysAgo, input, channel, then } of stories(officer)) {
    // Noon in Vietnam, so that every step falls into a day of its own.
    const began = Math.floor((ctx.now().getTime() - daysAgo * 86_400_000) / 86_400_000) * 86_400_000 + 3 * 3_600_000
    const on = (step: number): Ctx => ({
      ...ctx,
      actor:
        step < 0
          ? channel === undefined
            ? FILER
            : SYSTEM
          : person(HEAD, CONTROL, ['control-office', 'division-head']),
      now: () => new Date(Math.min(began + (step + 1) * 86_400_000, ctx.now().getTime() - 60_000 + step))
    })
    const { code, secret } = must(await filePetition(on(-1), FileInput.parse(input), channel ?? 'online'))
    for (const [step, act] of then.entries()) must(await act(on(step), code, secret))
  }
}
