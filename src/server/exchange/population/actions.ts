import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { accountOf } from '../accounts.ts'
import { call } from '../call.ts'
import type { Answered } from '../call.ts'
import type { About, Asking, ExchangeRefusal } from '../model.ts'
import { leave } from '../outbox.ts'
import { systemOf } from '../registry.ts'
import { population } from './contract.ts'
import { SMALLEST } from './model.ts'
import type { Fetched, Field, Named, Related, RelatedRequest, Verified } from './model.ts'
import { POPULATION_QUOTA, takeFromQuota } from './quota.ts'

/** Why a person is looked up, and in which procedure. */
export type LookUp = {
  readonly procedure: string
  readonly procedureName: string
  readonly dossier?: string
  readonly task: About['task']
  /** Whose question a job asks; else the actor's. */
  readonly officer?: Asking
  /** For a person's own online form: when the person agreed. */
  readonly consentAt?: string
}
export type LookUpRefusal =
  | ExchangeRefusal
  | { readonly code: 'forbidden' }
  | { readonly code: 'account-not-mapped' }
  | { readonly code: 'quota-used-up' }
type Looked<A> = Promise<Result<Answered<A>, LookUpRefusal>>

/** Do number, name and birth belong together? Nothing else is told. */
export async function verifyPerson(ctx: Ctx, person: Named, why: LookUp): Looked<Verified> {
  const may = await permitted(ctx, person, why, [])
  if (!may.ok) return may
  return watched(ctx, why, await call(ctx, population, 'verify', { person }, may.value.about, may.value.options))
}

/** The fields this procedure may see, of the person whose number, name and birth all match. */
export async function fetchPerson(ctx: Ctx, person: Named, why: LookUp): Looked<Fetched> {
  const { fields, legalGround } = await fieldsOf(ctx, why.procedure)
  const may = await permitted(ctx, person, why, fields, legalGround)
  if (!may.ok) return may
  const request = { person, fields: [...fields] }
  return watched(ctx, why, await call(ctx, population, 'fetch', request, may.value.about, may.value.options))
}

export async function verifyRelative(ctx: Ctx, asked: RelatedRequest, why: LookUp): Looked<Related> {
  const may = await permitted(ctx, asked.person, why, [asked.relation])
  if (!may.ok) return may
  return watched(ctx, why, await call(ctx, population, 'relatives', asked, may.value.about, may.value.options))
}

/** The same look-up as `fetchPerson`, left for when the database answers; job `tell` hears of it. */
export async function fetchLater(
  ctx: Ctx,
  person: Named,
  why: LookUp & { readonly key: string; readonly tell: string }
): Promise<Result<{ id: string; fresh: boolean }, LookUpRefusal>> {
  const { fields, legalGround } = await fieldsOf(ctx, why.procedure)
  const may = await permitted(ctx, person, why, fields, legalGround)
  if (!may.ok) return may
  const { about, options } = may.value
  return ok(
    await leave(
      ctx,
      population,
      'fetch',
      { person, fields: [...fields] },
      { key: why.key, tell: why.tell, about, options }
    )
  )
}

/** Reading without a task raises an alert, whether an answer came or not. */
async function watched<A>(ctx: Ctx, why: LookUp, got: Awaited<Looked<A>>): Looked<A> {
  const asked = got.ok ? got.value.call : got.error.code === 'system-trouble' ? got.error.call : null
  if (asked && !why.task)
    await ctx.sql`
      insert into lookup_alert (call, reason, at) values (${asked}, 'no-task', ${ctx.now()}) on conflict do nothing`
  return got
}

const GROUND = 'NĐ 137/2015/NĐ-CP; NĐ 107/2021/NĐ-CP'

/** Purpose first, then the officer's own account there, then the day's quota. */
async function permitted(ctx: Ctx, person: Named, why: LookUp, fields: readonly Field[], legalGround = GROUND) {
  const officer = why.officer?.id ?? ctx.actor.id
  const citizen = ctx.actor.kind === 'citizen' && why.consentAt !== undefined
  // What came in by a machine is checked in the name of the installation.
  const own = citizen || (ctx.actor.kind === 'system' && !why.officer)
  if (!own && !ctx.actor.may('population.look-up')) return err({ code: 'forbidden' })
  const account = own ? serviceAccount() : officer && (await accountOf(ctx, population.system, officer))
  if (!account) return err({ code: 'account-not-mapped' })
  if (
    !(await takeFromQuota(
      ctx,
      population.system,
      officer ?? account,
      systemOf(population.system)?.quota ?? POPULATION_QUOTA
    ))
  )
    return err({ code: 'quota-used-up' })
  const about: About = {
    purpose: why.procedureName,
    legalGround,
    subject: person.number,
    fields: fields.length > 0 ? fields : ['number', 'name', 'birth'],
    task: why.task,
    ...(why.dossier ? { dossier: why.dossier } : {}),
    ...(why.officer ? { officer: why.officer } : {}),
    ...(why.consentAt ? { consentAt: why.consentAt } : {})
  }
  return ok({ about, options: { account, procedure: why.procedure } })
}

/** Under which account a person's own online form is filled in. */
const serviceAccount = (): string | null => systemOf(population.system)?.serviceAccount ?? null

/** What a procedure may fetch: its own entry, else the smallest set. */
export async function fieldsOf(
  { sql }: Ctx,
  procedure: string
): Promise<{ fields: readonly Field[]; legalGround: string }> {
  const [row] = await sql<{ fields: string[]; legalGround: string }[]>`
    select fields as "fields", legal_ground as "legalGround" from population_permission
    where procedure_code = ${procedure}`
  return row
    ? { fields: row.fields as Field[], legalGround: row.legalGround }
    : { fields: SMALLEST, legalGround: GROUND }
}
