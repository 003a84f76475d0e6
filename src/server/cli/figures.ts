import { unit as unitOf } from '#server/organisation/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import {
  addUpEnds,
  appraisal,
  digitisation,
  followDossiers,
  recountForeign,
  report,
  reportRows,
  serviceIndex,
  TEMPLATES
} from '#server/transparency/index.ts'
import { dayGiven, granted, needed, optional } from './command.ts'
import type { Command, Given } from './command.ts'

const string = { type: 'string' } as const

/** The province as counted up to this moment, and the unit asked about (the province where none is). */
async function counted(given: Given): Promise<{ ctx: Ctx; unit: string }> {
  const ctx = await given.installation.ctx()
  const unit = optional(given, 'unit') ?? ctx.province.code
  if (!(await unitOf(ctx, unit))) throw new RefusedToStart(given.tell('unit.unknown', { unit }))
  await followDossiers(ctx)
  await recountForeign(ctx)
  return { ctx, unit }
}

const json = (given: Given, value: unknown) => given.say(JSON.stringify(value, null, 2))

const reports: Command = {
  name: 'report',
  usage: 'FORM --from DAY --to DAY [--unit CODE]',
  tells: `count a periodic report (${TEMPLATES.map(each => each.code).join(', ')}) as JSON`,
  options: { from: string, to: string, unit: string },
  async run(given) {
    const [from, to] = [
      needed(given, 'from') && dayGiven(given, 'from')!,
      needed(given, 'to') && dayGiven(given, 'to')!
    ]
    const { ctx, unit } = await counted(given)
    const asked = { template: given.args[0] ?? '', unit, from, to }
    const { lines: _lines, total: _total, ...rest } = granted(given.language, await report(ctx, asked))
    json(given, { ...rest, rows: reportRows({ lines: _lines, total: _total }) })
  }
}

const index: Command = {
  name: 'service-index',
  usage: '--month YYYY-MM [--unit CODE]',
  tells: 'count the service-quality index (Decision 766) of a month, quarter (2026-Q4) or year as JSON',
  options: { month: string, unit: string },
  async run(given) {
    const period = needed(given, 'month')
    const { ctx, unit } = await counted(given)
    json(given, granted(given.language, await serviceIndex(ctx, { unit, period })))
  }
}

const appraisals: Command = {
  name: 'appraisal',
  usage: '--quarter YYYY-Qn [--unit CODE]',
  tells: 'appraise units and officers of a quarter by the nine indicators as JSON',
  options: { quarter: string, unit: string },
  async run(given) {
    const period = needed(given, 'quarter')
    const { ctx, unit } = await counted(given)
    await addUpEnds(ctx)
    json(given, granted(given.language, await appraisal(ctx, { unit, period })))
  }
}

const digitising: Command = {
  name: 'digitisation',
  usage: '--month YYYY-MM [--unit CODE]',
  tells: 'count dossiers, papers and results digitised and used again, by unit and by desk, as JSON',
  options: { month: string, unit: string },
  async run(given) {
    const period = needed(given, 'month')
    const { ctx, unit } = await counted(given)
    json(given, granted(given.language, await digitisation(ctx, { unit, period })))
  }
}

export const figures: readonly Command[] = [reports, index, appraisals, digitising]
