import { demonstrationProcedures, publishRevision } from '#server/catalogue/index.ts'
import type { ProcedureContent, Process } from '#server/catalogue/index.ts'
import { normOf } from '#server/dossiers/index.ts'
import { UNITS } from '#server/organisation/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { fiveStep, publishProcess, threeStep } from '#server/workflow/index.ts'

/** Which units of the fictional province the catalogue's short names mean. */
export const SETTLING_UNITS: Readonly<Record<string, string>> = UNITS

/** Publishes the demonstration's procedures, each with a process whose step times add up to its limit. */
export async function publishProcedures(ctx: Ctx): Promise<void> {
  for (const { content, process } of demonstrationProcedures()) {
    const processId = process ? await publishProcessOf(ctx, content, process) : null
    const published = await publishRevision(ctx, { ...content, processId })
    if (!published.ok) throw new Error(`${content.code} was refused: ${JSON.stringify(published.error)}`)
  }
}

async function publishProcessOf(ctx: Ctx, content: ProcedureContent, kind: Process): Promise<string> {
  const about = {
    id: `process-${content.code.replaceAll('.', '-')}`,
    name: content.name.vi,
    code: content.code,
    total: normOf(content.promise ?? content.statutory)
  }
  const xml = drawn(kind, about)
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
function drawn(kind: Process, about: Parameters<typeof threeStep>[0]): string {
  switch (kind) {
    case 'xa-don-gian':
    case 'xa-thong-thuong':
      return threeStep({ ...about, signer: 'chair' })
    // Who assigns the dossier also names the unit whose opinion is asked.
    case 'so-lay-y-kien':
      return fiveStep({ ...about, consulted: [{ unit: 'consulted', name: 'đơn vị được chọn' }] })
    case 'lien-thong':
      return fiveStep({ ...about, consulted: [{ unit: UNITS['van-phong'], name: 'Văn phòng Ủy ban nhân dân tỉnh' }] })
    default:
      return fiveStep({ ...about, countersigned: true })
  }
}

const WEIGHTS = new Map(demonstrationProcedures().map(({ content, weight }) => [content.code, weight]))

/** How much of all filings a procedure makes up; none for those the demonstration did not bring. */
export const weightOf = (code: string): number => WEIGHTS.get(code) ?? 0
