import { population, tellSampleCall } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'

const HOUR_MS = 3_600_000
const GROUND = 'NĐ 137/2015/NĐ-CP; NĐ 107/2021/NĐ-CP'
/** Hours ago, whose post, about whom, and what came of it. */
const SAMPLES = [
  [300, 'motcua.mogiang', '099088000011', 'Đăng ký khai sinh', 'found'],
  [205, 'chuyenvien.tuphap', '099088000011', 'Cấp Phiếu lý lịch tư pháp', 'found'],
  [98, 'motcua.trungtam', '099192000012', 'Đăng ký kết hôn', 'found'],
  [74, 'motcua.mogiang', '099192000012', 'Cấp bản sao trích lục hộ tịch', 'mismatch'],
  [51.2, 'motcua.mogiang', '099088000011', 'Cấp bản sao trích lục hộ tịch', null],
  [51.1, 'motcua.trungtam', '099192000012', 'Đăng ký kết hôn', null],
  [51, 'motcua.mogiang', '099088000011', 'Cấp bản sao trích lục hộ tịch', null],
  [50.2, 'motcua.mogiang', '099088000011', 'Cấp bản sao trích lục hộ tịch', 'found'],
  [4, 'motcua.mogiang', '099088000011', 'Xác nhận thông tin về cư trú', 'found']
] as const

/** A few look-ups of sample people and one outage of an hour, so that the pages of outside systems show life. */
export async function tellLookups(ctx: Ctx): Promise<void> {
  const officers = await ctx.sql<{ login: string; id: string; name: string; unit: string; role: string }[]>`
    select account.login as "login", account.id as "id", account.full_name as "name", post.unit as "unit",
      post.role as "role"
    from account join post on post.account = account.id where post.valid_to is null`
  for (const [hours, login, number, purpose, said] of SAMPLES) {
    const officer = officers.find(one => one.login === login)
    if (!officer) continue
    const at = new Date(ctx.now().getTime() - hours * HOUR_MS)
    await tellSampleCall({ ...ctx, now: () => at }, population, {
      operation: 'fetch',
      about: {
        purpose,
        legalGround: GROUND,
        subject: number,
        fields: ['name', 'birth', 'sex', 'residence'],
        officer: { id: officer.id, name: officer.name, unit: officer.unit, post: officer.role },
        task: { kind: 'service', ref: 'demonstration' }
      },
      said
    })
  }
}
