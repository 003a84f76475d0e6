import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { recordAct } from './store.ts'

/** What the officer read from the card on the desk: all of it by the scanner, or the number alone typed from it. */
export type SeenCard = {
  readonly how: 'card-qr' | 'card-number'
  readonly number: string
  readonly name?: string
  readonly birth?: Day | null
}
export type ConfirmRefusal = {
  readonly code:
    'forbidden' | 'not-found' | 'card-differs' | 'number-confirmed' | 'number-not-confirmed' | 'reason-missing'
}
export type Confirmation = {
  readonly at: Date
  readonly by: string | null
  readonly how: SeenCard['how'] | null
}

/**
 * A counter officer confirms, in the person's presence and with the identity card, that an account belongs to that
 * person. From then on the dossiers handed in at desks under this number are open to the account.
 */
export async function confirmNumber(
  ctx: Ctx,
  account: string,
  card: SeenCard
): Promise<Result<undefined, ConfirmRefusal>> {
  if (!ctx.actor.may('identity.confirm-person') || ctx.actor.kind !== 'officer') return err({ code: 'forbidden' })
  const [person] = await ctx.sql<
    { fullName: string; number: string | null; birth: Day | null; verifiedAt: Date | null }[]
  >`
    select full_name as "fullName", personal_number as "number", birth_date as "birth", number_verified_at as "verifiedAt"
    from account where id = ${account} and kind = 'citizen'`
  if (!person) return err({ code: 'not-found' })
  if (person.verifiedAt) return err({ code: 'number-confirmed' })
  if (!agrees(person, card)) {
    await recordAct(ctx, { act: 'number.card-differed', account, facts: { how: card.how, unit: ctx.actor.unit ?? '' } })
    return err({ code: 'card-differs' })
  }
  const confirmed = await ctx.sql<{ id: string }[]>`
    update account set number_verified_at = ${ctx.now()}, number_verified_by = ${ctx.actor.id},
      number_verified_how = ${card.how}
    where id = ${account} and number_verified_at is null and personal_number = ${card.number}
    returning id`
  if (confirmed.length === 0) return err({ code: 'number-confirmed' })
  await recordAct(ctx, { act: 'number.confirmed', account, facts: { how: card.how, unit: ctx.actor.unit ?? '' } })
  return ok(undefined)
}

/** A confirmation that was wrong is taken back, with the reason; dossiers from the desk close to the account at once. */
export async function unconfirmNumber(
  ctx: Ctx,
  account: string,
  reason: string
): Promise<Result<undefined, ConfirmRefusal>> {
  if (!ctx.actor.may('identity.confirm-person')) return err({ code: 'forbidden' })
  if (reason.trim() === '') return err({ code: 'reason-missing' })
  const taken = await ctx.sql<{ id: string }[]>`
    update account set number_verified_at = null, number_verified_by = null, number_verified_how = null
    where id = ${account} and kind = 'citizen' and number_verified_at is not null
    returning id`
  if (taken.length === 0) return err({ code: 'number-not-confirmed' })
  await recordAct(ctx, {
    act: 'number.unconfirmed',
    account,
    facts: { reason: reason.trim(), unit: ctx.actor.unit ?? '' }
  })
  return ok(undefined)
}

/** When and by whom an account's number was confirmed; null: only typed in. */
export async function confirmationOf({ sql }: Ctx, account: string): Promise<Confirmation | null> {
  const [row] = await sql<Confirmation[]>`
    select a.number_verified_at as "at", by.full_name as "by", a.number_verified_how as "how"
    from account a left join account by on by.id = a.number_verified_by
    where a.id = ${account} and a.number_verified_at is not null`
  return row ?? null
}

/** What the card says and what the account says; a scanned card must agree in name and birth too. */
function agrees(person: { fullName: string; number: string | null; birth: Day | null }, card: SeenCard): boolean {
  if (person.number === null || person.number !== card.number) return false
  if (card.how === 'card-number') return true
  const named = card.name !== undefined && fold(card.name) === fold(person.fullName)
  return named && (!card.birth || !person.birth || card.birth === person.birth)
}
