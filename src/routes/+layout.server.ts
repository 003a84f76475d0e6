import type { LayoutServerLoad } from './$types'

/** What every page's shell shows. */
export const load: LayoutServerLoad = ({ locals: { account, ctx, language, scheme, sessionEndsAt } }) => ({
  language,
  scheme,
  province: { name: ctx.province.name, demonstration: ctx.province.demonstration },
  account: account ?? null,
  session: sessionEndsAt
    ? { endsAt: sessionEndsAt.toISOString(), now: ctx.now().toISOString(), owner: account?.id }
    : null
})
