import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { agenciesFor, mayRead } from '../reach.ts'
import { putSetting } from '../settings.ts'
import { countingOf, maySendFor, report } from './report.actions.ts'
import type { ReportRefusal } from './report.actions.ts'
import { FAVOURED } from './model.ts'
import type { Favoured, Report, ReportAsked } from './model.ts'
import { differencesOf, whatIsCounted } from './rules.ts'
import type { Difference } from './rules.ts'
import * as store from './sent.store.ts'
import type { SentReport } from './sent.store.ts'
import { templateOf } from './templates.rules.ts'

/**
 * Sends a report: its figures and rows are frozen. Every check must hold, and column 6 must be what the period before
 * left. A report put together from those of agencies waits for their confirmed ones, unless told to go `despite` that.
 */
export async function sendReport(
  ctx: Ctx,
  asked: ReportAsked & { readonly unit: string },
  { despite = false }: { despite?: boolean } = {}
): Promise<Result<{ id: string }, ReportRefusal>> {
  if (!maySendFor(ctx, asked.unit)) return err({ code: 'forbidden' })
  const counted = await report(ctx, asked)
  if (!counted.ok) return counted
  const refusal = await barrier(ctx, counted.value, despite)
  if (refusal) return err(refusal)
  const template = templateOf(asked.template)!
  const counting = await countingOf(ctx, template, asked)
  const id = crypto.randomUUID()
  await ctx.sql.begin(async sql =>
    store.keepReport(
      { ...ctx, sql: sql as unknown as Ctx['sql'] },
      id,
      counted.value,
      counting,
      whatIsCounted(template)
    )
  )
  ctx.log.info({ event: 'report.sent', report: id, template: asked.template, unit: asked.unit }, 'report sent')
  return ok({ id })
}

async function barrier(ctx: Ctx, counted: Report, despite: boolean): Promise<ReportRefusal | null> {
  if (counted.to >= dayOf(ctx.now())) return { code: 'period-not-over' }
  if (counted.failures.length > 0) return { code: 'checks-failed', count: counted.failures.length }
  if (counted.carryOver && !despite) return { code: 'carry-over-differs', ...counted.carryOver }
  if (await store.standing(ctx, counted)) return { code: 'already-sent' }
  const missing = despite ? 0 : (await agenciesOf(ctx, counted)).filter(each => each.state !== 'confirmed').length
  return missing > 0 ? { code: 'agencies-unconfirmed', count: missing } : null
}

export type AgencyState = { readonly unit: string; readonly name: string; readonly state: SentReport['state'] | 'none' }
/** The agencies whose lines a merged report is made of, and how far their own reports are. */
export async function agenciesOf(
  ctx: Ctx,
  { template, unit, from, to, lines }: Pick<Report, 'template' | 'unit' | 'from' | 'to' | 'lines'>
): Promise<AgencyState[]> {
  const mergedFrom = templateOf(template)?.mergedFrom
  if (!mergedFrom || unit !== ctx.province.code) return []
  const sent = (await store.sentFor(ctx, from, to, 5000)).filter(each => each.template === mergedFrom)
  const agencies = (await agenciesFor(ctx)).filter(each => each.code.split('.').length === 2)
  const names = new Map(lines.map(line => [line.key, line.name]))
  return agencies.map(({ code, name }) => ({
    unit: code,
    name: names.get(code) ?? name.vi,
    state: sent.find(each => each.unit === code)?.state ?? 'none'
  }))
}

/** Takes an agency's report, or gives it back with a reason: then it is sent again as a new one. */
export async function answerReport(
  ctx: Ctx,
  id: string,
  answer: { state: 'confirmed' } | { state: 'returned'; reason: string }
): Promise<Result<null, ReportRefusal>> {
  if (!ctx.actor.may('figures.confirm')) return err({ code: 'forbidden' })
  const reason = answer.state === 'returned' ? answer.reason.trim() : null
  if (reason === '') return err({ code: 'reason-needed' })
  if (!(await store.sentReport(ctx, id))) return err({ code: 'not-found' })
  if (!(await store.answer(ctx, id, answer.state, reason))) return err({ code: 'already-answered' })
  ctx.log.info({ event: 'report.answered', report: id, state: answer.state }, 'report answered')
  return ok(null)
}

/** A sent report as it was, and what the same count would give today. */
export async function sentReportWithDifferences(
  ctx: Ctx,
  id: string
): Promise<Result<{ sent: SentReport & { body: Report }; differences: Difference[] }, ReportRefusal>> {
  const sent = await store.sentReport(ctx, id)
  if (!sent) return err({ code: 'not-found' })
  if (!(await mayRead(ctx, sent.unit))) return err({ code: 'forbidden' })
  const now = await report(ctx, sent)
  return now.ok ? ok({ sent, differences: differencesOf(sent.body, now.value) }) : now
}

/** The report that stands for a period as it was sent, with its frozen figures. */
export async function standingReport(
  ctx: Ctx,
  asked: ReportAsked
): Promise<Result<SentReport & { body: Report }, ReportRefusal>> {
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const sent = await store.standing(ctx, { ...asked, unit: asked.unit ?? ctx.province.code })
  return sent ? ok(sent) : err({ code: 'not-found' })
}

/** Which endings count as on time: the administrator's choice, printed on every report. */
export async function chooseOnTime(ctx: Ctx, favoured: readonly string[]): Promise<Result<null, ReportRefusal>> {
  if (!ctx.actor.may('figures.set')) return err({ code: 'forbidden' })
  await putSetting(
    ctx,
    'report-on-time',
    FAVOURED.filter((each): each is Favoured => favoured.includes(each))
  )
  ctx.log.info({ event: 'report.on-time-chosen', favoured }, 'chosen')
  return ok(null)
}
