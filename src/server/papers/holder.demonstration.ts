import { UNITS } from '#server/organisation/index.ts'
import type { UnitKey } from '#server/organisation/index.ts'
import { storeBytes } from '#server/documents/index.ts'
import { print } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { enterPaper } from './actions.ts'
import { PaperInput } from './model.ts'
import { installOwnRules } from './once.shipped.ts'

type Sample = readonly [number: string, holder: string, kind: string, name: string, paper: string, issuedOn: string]
const MO_GIANG: UnitKey = 'phuong-mo-giang'

/** Papers that some invented people have: what the next dossier need not ask for. */
const SAMPLES: readonly Sample[] = [
  ['099088000011', 'Nguyễn Văn An', 'birth-certificate', 'Giấy khai sinh', '112/1988', '1988-04-20'],
  ['099088000011', 'Nguyễn Văn An', 'other', 'Quyết định ly hôn', '12/2020/QĐST-HNGĐ', '2020-02-01'],
  ['099192000012', 'Trần Thị Bình', 'birth-certificate', 'Giấy khai sinh', '245/1992', '1992-10-05'],
  [
    '9900000018',
    'Công ty TNHH Gốm Sông Mơ',
    'enterprise',
    'Giấy chứng nhận đăng ký doanh nghiệp',
    '9900000018',
    '2019-03-11'
  ]
]

/** The stores of a few people and one company, and our own rules of what may not be asked for. Told once. */
export async function tellStores(ctx: Ctx): Promise<void> {
  const [row] = await ctx.sql<{ told: boolean }[]>`select exists (select from once_rule) as "told"`
  if (row?.told) return
  await installOwnRules(ctx)
  const [unit] = await ctx.sql<{ name: string }[]>`select name_vi as "name" from unit where code = ${UNITS[MO_GIANG]}`
  for (const [holder, holderName, kind, name, number, issuedOn] of SAMPLES) {
    const issuer = unit?.name ?? ''
    const day = issuedOn.split('-').reverse().join('/')
    const bytes = await print('src/server/papers/sample.typ', { name, number, holder: holderName, issuer, day })
    const file = await storeBytes(ctx, bytes, { name: `${name}.pdf`, limit: 1 << 20, owner: `store:${holder}` })
    if (!file.ok) return
    const input = PaperInput.parse({
      ...{ kind, name, number, issuer, issuedOn, unit: UNITS[MO_GIANG] },
      holder: { kind: holder.length === 12 ? 'person' : 'organisation', number: holder, name: holderName },
      ...{ source: 'batch', form: 'electronic', pages: 1 }
    })
    await enterPaper(ctx, input, file.value)
  }
}
