import { subjectOf } from '#server/exchange/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { LookupRow } from './model.ts'
import * as views from './lookups.views.ts'

/** The person of an account. Only a checked number is its person's: a typed one could be anybody's. */
type Self = { readonly personalNumber: string | null; readonly numberVerified: boolean }
const numberOf = (self: Self): string | null => (self.numberVerified ? self.personalNumber : null)

type Refused = { code: 'forbidden' } | { code: 'not-found' } | { code: 'text-missing' } | { code: 'asked-already' }

/** Every look-up of the person's own data, newest first: who, when, why, which fields, with what result. */
export async function ownLookups(
  ctx: Ctx,
  self: Self,
  page: { before: Date | null; most: number }
): Promise<readonly LookupRow[]> {
  const number = numberOf(self)
  return number ? views.lookupsOf(ctx, await subjectOf(ctx, number), page) : []
}

/** The person questions a look-up of the own data, once. */
export async function questionLookup(
  ctx: Ctx,
  self: Self,
  asked: { call: string; question: string }
): Promise<Result<void, Refused>> {
  const question = asked.question.normalize('NFC').trim().slice(0, 2000)
  if (question === '') return err({ code: 'text-missing' })
  const number = numberOf(self)
  const subject = number && (await subjectOf(ctx, number))
  if (!ctx.actor.id || !subject || !(await views.isAbout(ctx, asked.call, subject))) return err({ code: 'not-found' })
  const entered = await views.enterQuestion(ctx, asked.call, ctx.actor.id, question)
  if (entered.length === 0) return err({ code: 'asked-already' })
  ctx.log.info({ event: 'lookup.questioned', call: asked.call }, 'questioned')
  return ok(undefined)
}

/** Questions and alerts for the control office and administrators: the open ones first. */
export async function lookupDesk(ctx: Ctx) {
  if (!ctx.actor.may('exchange.see-lookups')) return err({ code: 'forbidden' })
  const [questions, alerts] = await Promise.all([views.questions(ctx), views.alerts(ctx)])
  return ok({ questions, alerts })
}

export async function answerQuestion(ctx: Ctx, id: string, answer: string): Promise<Result<void, Refused>> {
  if (!ctx.actor.may('exchange.see-lookups')) return err({ code: 'forbidden' })
  const said = answer.normalize('NFC').trim().slice(0, 4000)
  if (said === '') return err({ code: 'text-missing' })
  const answered = await views.putAnswer(ctx, id, said)
  return answered.length > 0 ? ok(undefined) : err({ code: 'not-found' })
}

export async function settleAlert(ctx: Ctx, call: string, note: string): Promise<Result<void, Refused>> {
  if (!ctx.actor.may('exchange.see-lookups')) return err({ code: 'forbidden' })
  const seen = await views.putSeen(ctx, call, note.normalize('NFC').trim().slice(0, 2000))
  return seen.length > 0 ? ok(undefined) : err({ code: 'not-found' })
}

/** Looked up for a sheet from which no dossier came in a day: somebody should ask why. A job. */
export const raiseAlerts = async (ctx: Ctx): Promise<number> => (await views.raiseNothingFollowed(ctx)).length
