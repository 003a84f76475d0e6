import { storeBytes } from '#server/documents/index.ts'
import { print } from '#server/platform/index.ts'
import type { Actor, Ctx } from '#server/platform/index.ts'
import { enterPaper } from './actions.ts'
import { certifyCopy } from './copies.ts'
import { PaperInput } from './model.ts'
import { proposeLists } from './retention.ts'

const WARD = 'H99.31'
const HOA = { kind: 'person', number: '099188000310', name: 'Nguyễn Thị Hoa' } as const
const AN = { kind: 'person', number: '099090000017', name: 'Trần Văn An' } as const
const SAO = { kind: 'organisation', number: '0109998881', name: 'Công ty TNHH Sao Sông' } as const

type Told = { readonly on: string; readonly scan?: 'signed' | 'unsigned' } & Pick<
  PaperInput,
  'kind' | 'name' | 'holder'
> &
  Partial<PaperInput>
/** Some papers of the ward, old and new; every one of these people is invented. */
const TOLD: readonly Told[] = [
  { on: '2014-03-12', kind: 'application', name: 'Đơn đề nghị xác nhận', holder: AN, number: '41/2014' },
  {
    on: '2015-08-04',
    kind: 'application',
    name: 'Tờ khai cấp bản sao trích lục hộ tịch',
    holder: HOA,
    number: '102/2015'
  },
  { on: '2019-06-18', kind: 'birth-certificate', name: 'Giấy khai sinh', holder: HOA, number: '88/2019' },
  { on: '2024-02-27', kind: 'marriage-certificate', name: 'Giấy chứng nhận kết hôn', holder: AN, number: '15/2024' },
  { on: '2025-10-09', kind: 'household-business', name: 'Giấy chứng nhận đăng ký hộ kinh doanh', holder: SAO },
  { on: '2026-11-10', kind: 'other', name: 'Bản án ly hôn', holder: AN, scan: 'signed', number: '07/2018' },
  { on: '2026-11-17', kind: 'other', name: 'Hợp đồng thuê nhà', holder: SAO, scan: 'unsigned' }
]

/** The register of papers of a demonstration: results of years, a signed copy, a scan that lacks its signature. Once. */
export async function tellRegister(ctx: Ctx): Promise<void> {
  const [desk] = await ctx.sql<{ id: string; name: string }[]>`
    select account.id as "id", account.full_name as "name" from account
    join signer on signer.officer = account.id
    join post on post.account = account.id and post.unit = ${WARD} and post.role = 'one-stop-officer'
    where not exists (select from paper where source = 'batch') order by account.login limit 1`
  if (!desk) return
  const actor: Actor = { kind: 'officer', ...desk, unit: WARD, roles: ['one-stop-officer'], may: () => true }
  for (const told of TOLD) await tell({ ...ctx, actor }, told)
  await proposeLists(ctx)
}

async function tell(ctx: Ctx, { on, scan, ...paper }: Told): Promise<void> {
  const at = new Date(`${on}T02:30:00Z`)
  const then: Ctx = { ...ctx, now: () => new Date(at) }
  const input = PaperInput.parse({
    ...{ issuer: 'Ủy ban nhân dân phường Mơ Giang', issuedOn: on, unit: WARD, pages: 1 },
    ...(scan ? { source: 'scanned', form: 'scan' } : { source: 'batch', form: 'electronic' }),
    ...paper
  })
  const page = await print('src/server/papers/forms/sample.typ', { ...input, on: on.split('-').reverse().join('/') })
  const named = { name: `${input.name}.pdf`, limit: 1 << 20, owner: 'demonstration' }
  const file = await storeBytes(ctx, page, named)
  if (!file.ok) return
  const entered = await enterPaper(then, input, file.value)
  if (entered.ok && scan === 'signed') await certifyCopy(ctx, entered.value.id, 'Bản chính')
}
