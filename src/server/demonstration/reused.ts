import { SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { FileRef } from '#server/dossiers/index.ts'
import { enterPaper, PaperInput, usePaper } from '#server/papers/index.ts'
import { samplesOf } from './samples.ts'

/** So many papers of people's stores served a dossier of the last weeks. */
const USED = 40
const AT_ONCE = 6

type Served = { id: string; name: string; number: string; paper: string; procedure: string; unit: string; at: Date }

/** Papers digitised before that served again instead of being asked for: what 4.3 of the service index counts. Told once. */
export async function tellReused(ctx: Ctx): Promise<void> {
  const served = await ctx.sql<Served[]>`
    select dossier.id as "id", dossier.applicant_name as "name", dossier.applicant_number as "number",
      handed.name as "paper", dossier.procedure_name as "procedure", dossier.receiving_unit as "unit",
      dossier.received_at as "at"
    from dossier join dossier_paper handed on handed.dossier_id = dossier.id and handed.position = 2
    where dossier.channel <> 'online' and dossier.applicant_number ~ '^[0-9]{12}$' and dossier.received_at is not null
      and not exists (select from paper_use)
    order by dossier.received_at desc, dossier.id limit ${USED}`
  if (served.length === 0) return
  const { scan } = await samplesOf(ctx)
  for (let from = 0; from < served.length; from += AT_ONCE)
    await Promise.all(served.slice(from, from + AT_ONCE).map(each => tellOne(ctx, each, scan)))
}

async function tellOne(ctx: Ctx, { id, name, number, paper, procedure, unit, at }: Served, scan: FileRef) {
  const acting: Ctx = { ...ctx, actor: SYSTEM, now: () => new Date(at) }
  const input = PaperInput.parse({
    ...{ kind: 'other', name: paper, holder: { kind: 'person', number, name } },
    ...{ source: 'batch', form: 'scan', unit, pages: 1 }
  })
  const entered = await enterPaper(acting, input, scan)
  const said = { dossier: id, purpose: procedure, consent: 'Đồng ý tại quầy, cán bộ tiếp nhận ghi nhận' }
  if (entered.ok) await usePaper(acting, entered.value.id, said)
}
