import { changeDraft } from '#server/dossiers/index.ts'
import type { Draft } from '#server/dossiers/index.ts'
import { contentOf, fetchPerson, systemOf } from '#server/exchange/index.ts'
import type { Difference, Fetched, LookUpRefusal, Named } from '#server/exchange/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { CheckOutcome } from './model.ts'
import { offered, taken } from './prefill.rules.ts'
import { checkOfTask, enterCheck } from './store.ts'

/** The person of an account, who alone may be looked up for the own form. */
type Self = {
  readonly kind: string
  readonly fullName: string
  readonly personalNumber: string | null
  readonly numberVerified: boolean
  readonly birthDate: string | null
}
type Refused = LookUpRefusal | { readonly code: 'consent-missing' } | { readonly code: 'number-not-verified' }
export type Offered = { readonly outcome: CheckOutcome; readonly rows: readonly Difference[] }

const namedSelf = ({ kind, personalNumber, numberVerified, fullName, birthDate }: Self): Named | null =>
  kind !== 'organisation' && numberVerified && personalNumber && birthDate
    ? { number: personalNumber, name: fullName, birth: birthDate }
    : null

/** Whether this person's form can be filled from the population database. */
export const canPrefill = (ctx: Ctx, self: Self): boolean =>
  ctx.actor.kind === 'citizen' && systemOf('population') !== null && namedSelf(self) !== null

/** With consent and for this form: what the database knows of the person, beside what the form says. Fills nothing in. */
export async function lookUpSelf(
  ctx: Ctx,
  self: Self,
  asked: { draft: Draft; procedureName: string; consent: boolean }
): Promise<Result<Offered, Refused>> {
  const person = namedSelf(self)
  if (!person || ctx.actor.kind !== 'citizen') return err({ code: 'number-not-verified' })
  if (!asked.consent) return err({ code: 'consent-missing' })
  const { draft, procedureName } = asked
  const got = await fetchPerson(ctx, person, {
    procedure: draft.procedure,
    procedureName,
    task: { kind: 'draft', ref: draft.id },
    consentAt: ctx.now().toISOString()
  })
  if (!got.ok) return got
  const told = offerOf(draft, got.value.answer)
  await enterCheck(ctx, {
    kind: 'online',
    person,
    procedure: draft.procedure,
    unit: null,
    officer: null,
    task: draft.id,
    call: got.value.call,
    outcome: told.outcome,
    differs: told.rows.filter(row => !row.same).map(row => row.field)
  })
  return ok(told)
}

/** Puts the fields that the person chose into the draft, from the answer that is kept. */
export async function takeOver(
  ctx: Ctx,
  asked: { draft: Draft; owner: string; fields: readonly string[] }
): Promise<Result<void, { code: 'not-found' }>> {
  const call = await checkOfTask(ctx, asked.draft.id)
  const kept = call ? ((await contentOf(ctx, call, 'answer')) as Fetched | null) : null
  if (kept?.kind !== 'found') return err({ code: 'not-found' })
  const answers = taken(offerOf(asked.draft, kept).rows, asked.fields)
  await changeDraft(ctx, asked.draft, asked.owner, body => ({ ...body, typed: { ...body.typed, ...answers } }))
  return ok(undefined)
}

function offerOf(draft: Draft, answer: Fetched): Offered {
  if (answer.kind !== 'found') return { outcome: answer.kind, rows: [] }
  const rows = offered(draft.body.typed, answer.person)
  return { outcome: rows.every(row => row.same) ? 'match' : 'differs', rows }
}
