import type { LayoutServerLoad } from './$types'

/** What every page's shell shows. */
export const load: LayoutServerLoad = ({ locals }) => ({
  language: locals.language,
  scheme: locals.scheme,
  province: { name: locals.ctx.province.name, demonstration: locals.ctx.province.demonstration },
  account: locals.account ?? null,
  session: locals.sessionEndsAt
    ? { endsAt: locals.sessionEndsAt.toISOString(), now: locals.ctx.now().toISOString() }
    : null
})
