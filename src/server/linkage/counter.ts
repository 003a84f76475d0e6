import { procedureByCode } from '#server/catalogue/index.ts'
import { counterDraft } from '#server/dossiers/index.ts'
import type { Typed } from '#server/dossiers/index.ts'
import { contentOf, fetchPerson, systemOf } from '#server/exchange/index.ts'
import type { Fetched, Named } from '#server/exchange/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { CounterCheck } from './model.ts'
import { compared, differing, namedFrom, typedPerson } from './person.rules.ts'
import { enterCheck, openDossierAt, recentCheck } from './store.ts'

/** Settled at once: the sheet is not kept half typed. */
type Sheet = { readonly atOnce?: boolean }

/** The same question within this time is answered from what is kept. */
const FRESH_MINUTES = 15

/**
 * Checks the person on a half-typed sheet with the population database: only once a procedure says what for, and
 * number, name and birth are there. Changes nothing that is typed.
 */
export async function checkAtCounter(ctx: Ctx, typed: Typed, at: Sheet = {}): Promise<CounterCheck> {
  if (!ctx.actor.may('dossier.receive') || !ctx.actor.may('population.look-up'))
    return { kind: 'refused', code: 'forbidden' }
  if (!systemOf('population')) return { kind: 'off' }
  const person = namedFrom(typed)
  if (!person || !typed.procedure) return { kind: 'not-yet' }
  const { unit } = ctx.actor
  const before = await recentCheck(ctx, { person, procedure: typed.procedure, unit, minutes: FRESH_MINUTES })
  const kept = before?.call ? ((await contentOf(ctx, before.call, 'answer')) as Fetched | null) : null
  if (kept) return { kind: 'checked', ...compared(typedPerson(typed), kept) }
  const published = await procedureByCode(ctx, typed.procedure)
  if (!published.ok) return { kind: 'not-yet' }
  return look(ctx, typed, { person, at, procedureName: wordsIn('vi', published.value.content.name) })
}

async function look(
  ctx: Ctx,
  typed: Typed,
  { person, at, procedureName }: { person: Named; at: Sheet; procedureName: string }
): Promise<CounterCheck> {
  const procedure = typed.procedure!
  const task = await taskOf(ctx, typed, person, at)
  const got = await fetchPerson(ctx, person, { procedure, procedureName, task })
  if (!got.ok) {
    const { code } = got.error
    if (code === 'account-not-mapped' || code === 'quota-used-up' || code === 'forbidden')
      return { kind: 'refused', code }
    if (code === 'system-not-configured') return { kind: 'off' }
    return { kind: 'later', since: code === 'system-down' ? got.error.since : null }
  }
  const { outcome, rows } = compared(typedPerson(typed), got.value.answer)
  await enterCheck(ctx, {
    kind: 'counter',
    person,
    procedure,
    unit: ctx.actor.unit,
    officer: ctx.actor.kind === 'officer' ? ctx.actor.id : null,
    task: task?.ref ?? null,
    call: got.value.call,
    outcome,
    differs: differing(rows)
  })
  return { kind: 'checked', outcome, rows }
}

/** What the officer is working on: an open dossier of that person here, or the sheet kept as half typed. */
async function taskOf(ctx: Ctx, typed: Typed, { number }: Named, { atOnce }: Sheet) {
  // Nothing of an at-once sheet is kept half typed; when no dossier follows, an alert tells.
  if (atOnce && typed.key) return { kind: 'draft' as const, ref: typed.key }
  const [draft, open] = await Promise.all([
    counterDraft(ctx),
    ctx.actor.unit ? openDossierAt(ctx, number, ctx.actor.unit) : null
  ])
  const key = draft?.body.key
  if (key && key === typed.key) return { kind: 'draft' as const, ref: key }
  return open ? { kind: 'dossier' as const, ref: open } : null
}
