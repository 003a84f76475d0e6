import { describe, expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { confirmationOf, confirmNumber, personByNumber, unconfirmNumber } from './index.ts'
import { as, withProvince } from './testing.ts'

let made: Promise<void> | undefined
/** A citizen who has typed the own number and nothing more, and the officer at the desk. */
async function atTheDesk(ctx: TestCtx) {
  await (made ??= withProvince(ctx))
  await ctx.sql`
    update account set number_verified_at = null, number_verified_by = null, number_verified_how = null
    where login = 'congdan.an'`
  const [row] = await ctx.sql<{ id: string; number: string; name: string; birth: string }[]>`
    select id as "id", personal_number as "number", full_name as "name", birth_date::text as "birth"
    from account where login = 'congdan.an'`
  return { officer: await as(ctx, 'motcua.mogiang'), person: row! }
}
const acts = ({ sql }: TestCtx, account: string) => sql<{ act: string; facts: object; actor: string | null }[]>`
  select act as "act", facts as "facts", actor_id as "actor" from security_act
  where account = ${account} and act like 'number.%' order by position desc limit 1`

describe('that an account belongs to the person at the desk', () => {
  test('is confirmed by the card’s QR when number, name and birth agree, and stands in the record', async ({ ctx }) => {
    const { officer, person } = await atTheDesk(ctx)
    const card = {
      how: 'card-qr',
      number: person.number,
      name: person.name.toUpperCase(),
      birth: person.birth
    } as const
    expect(await confirmNumber(officer, person.id, card)).toEqual({ ok: true, value: undefined })
    expect(await personByNumber(ctx, person.number)).toMatchObject({ numberVerified: true })
    expect(await confirmationOf(ctx, person.id)).toMatchObject({
      at: ctx.now(),
      by: officer.actor.name,
      how: 'card-qr'
    })
    const [act] = await acts(ctx, person.id)
    expect(act).toMatchObject({ act: 'number.confirmed', actor: officer.actor.id, facts: { how: 'card-qr' } })
    expect(JSON.stringify(act!.facts)).not.toContain(person.number)
    expect(await confirmNumber(officer, person.id, card)).toMatchObject({ error: { code: 'number-confirmed' } })
  })

  test('is not confirmed by another card, whichever part differs, and the try is recorded', async ({ ctx }) => {
    const { officer, person } = await atTheDesk(ctx)
    const card = { how: 'card-qr', number: person.number, name: person.name, birth: person.birth } as const
    const wrong = [
      { ...card, number: '001090999999' },
      { ...card, name: 'Người Khác' },
      { ...card, birth: '1970-01-01' },
      { how: 'card-number', number: '001090999999' } as const
    ]
    for (const each of wrong)
      expect(await confirmNumber(officer, person.id, each)).toEqual({ ok: false, error: { code: 'card-differs' } })
    expect(await confirmationOf(ctx, person.id)).toBeNull()
    expect((await acts(ctx, person.id))[0]).toMatchObject({ act: 'number.card-differed' })
  })

  test('is confirmed by the number typed from the card where there is no scanner', async ({ ctx }) => {
    const { officer, person } = await atTheDesk(ctx)
    expect(await confirmNumber(officer, person.id, { how: 'card-number', number: person.number })).toMatchObject({
      ok: true
    })
    expect(await confirmationOf(ctx, person.id)).toMatchObject({ how: 'card-number' })
  })

  test('is taken back with a reason only', async ({ ctx }) => {
    const { officer, person } = await atTheDesk(ctx)
    const undo = (reason: string) => unconfirmNumber(officer, person.id, reason)
    expect(await undo('Nhầm người')).toMatchObject({ error: { code: 'number-not-confirmed' } })
    await confirmNumber(officer, person.id, { how: 'card-number', number: person.number })
    expect(await undo(' ')).toMatchObject({ error: { code: 'reason-missing' } })
    expect(await undo('Nhầm người')).toMatchObject({ ok: true })
    expect(await personByNumber(ctx, person.number)).toMatchObject({ numberVerified: false })
    expect((await acts(ctx, person.id))[0]).toMatchObject({
      act: 'number.unconfirmed',
      facts: { reason: 'Nhầm người' }
    })
  })

  test('is for the counter alone, and for citizens’ accounts alone', async ({ ctx }) => {
    const { officer, person } = await atTheDesk(ctx)
    const card = { how: 'card-number', number: person.number } as const
    for (const login of ['congdan.an', 'tuphap.mogiang', 'quantri']) {
      const other = await as(ctx, login)
      expect(await confirmNumber(other, person.id, card)).toEqual({ ok: false, error: { code: 'forbidden' } })
      expect(await unconfirmNumber(other, person.id, 'x')).toEqual({ ok: false, error: { code: 'forbidden' } })
    }
    expect(await confirmNumber(officer, officer.actor.id!, card)).toMatchObject({ error: { code: 'not-found' } })
  })
})
