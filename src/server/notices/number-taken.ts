import type { Ctx, Language } from '#server/platform/index.ts'
import { announce } from './actions.ts'

/** Tells the holder of an account that its number went to the person who proved it. Run twice it tells once. */
export async function tellNumberTaken(ctx: Ctx, account: string): Promise<void> {
  const [holder] = await ctx.sql<{ name: string; login: string; email: string; language: Language }[]>`
    select full_name as "name", login as "login", email as "email", language as "language"
    from account where id = ${account} and number_lost_at is not null`
  if (!holder) return
  const { name, login, email, language } = holder
  await announce(ctx, {
    template: 'number-taken',
    facts: { addressee: { name }, office: { name: ctx.province.name }, login, link: `${ctx.province.origin}/sign-in` },
    key: `number-taken-${account}`,
    to: { name, email, account },
    language,
    about: { kind: 'account', id: account }
  })
}
