import { demonstrationProcedures, publishRevision } from '#server/catalogue/index.ts'
import type { ProcedureContent } from '#server/catalogue/index.ts'
import { normOf } from '#server/dossiers/index.ts'
import { UNITS } from '#server/organisation/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { fiveStep, publishProcess, threeStep } from '#server/workflow/index.ts'

/** Which units of the fictional province the catalogue's short names mean. */
export const SETTLING_UNITS: Readonly<Record<string, string>> = {
  'cong-an-tinh': UNITS['cong-an'],
  'so-tu-phap': UNITS['so-tu-phap'],
  'so-tai-chinh': UNITS['so-tai-chinh'],
  'so-xay-dung': UNITS['so-xay-dung'],
  'so-nong-nghiep-va-moi-truong': UNITS['so-nong-nghiep-moi-truong'],
  'so-noi-vu': UNITS['so-noi-vu'],
  'so-y-te': UNITS['so-y-te'],
  'so-giao-duc-va-dao-tao': UNITS['so-giao-duc-dao-tao'],
  'so-cong-thuong': UNITS['so-cong-thuong'],
  'so-van-hoa-the-thao-va-du-lich': UNITS['so-van-hoa-the-thao-du-lich'],
  'thue-tinh': UNITS['so-tai-chinh'],
  'bao-hiem-xa-hoi-tinh': UNITS['so-noi-vu'],
  'dien-luc-tinh': UNITS['so-cong-thuong']
}

/** Publishes the demonstration's procedures, each with a process whose step times add up to its limit. */
export async function publishProcedures(ctx: Ctx): Promise<void> {
  for (const { content } of demonstrationProcedures()) {
    const processId = content.atOnce ? null : await publishProcessOf(ctx, content)
    const published = await publishRevision(ctx, { ...content, processId })
    if (!published.ok) throw new Error(`${content.code} was refused: ${JSON.stringify(published.error)}`)
  }
}

async function publishProcessOf(ctx: Ctx, content: ProcedureContent): Promise<string> {
  const about = {
    id: `process-${content.code.replaceAll('.', '-')}`,
    name: content.name.vi,
    code: content.code,
    total: normOf(content.promise ?? content.statutory)
  }
  const xml = drawn(content.processId ?? '', about)
  const published = await publishProcess(ctx, {
    xml,
    title: content.name.vi,
    procedureCode: content.code,
    source: 'H99'
  })
  if (!published.ok) throw new Error(`the process of ${content.code} was refused: ${JSON.stringify(published.error)}`)
  return published.value.id
}

/** The kinds of process that the demonstration's procedures name. */
function drawn(kind: string, about: Parameters<typeof threeStep>[0]): string {
  switch (kind) {
    case 'xa-don-gian':
    case 'xa-thong-thuong':
      return threeStep({ ...about, signer: 'chair' })
    case 'so-lay-y-kien':
    case 'lien-thong':
      return fiveStep({ ...about, consulted: [{ unit: UNITS['van-phong'], name: 'Văn phòng Ủy ban nhân dân tỉnh' }] })
    default:
      return fiveStep(about)
  }
}

const WEIGHTS = new Map(demonstrationProcedures().map(({ content, weight }) => [content.code, weight]))

/** How much of all filings a procedure makes up; none for those the demonstration did not bring. */
export const weightOf = (code: string): number => WEIGHTS.get(code) ?? 0
