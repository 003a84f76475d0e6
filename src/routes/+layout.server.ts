import type { LayoutServerLoad } from './$types'

/** What every page's shell shows. */
export const load: LayoutServerLoad = ({ locals }) => ({
  language: locals.language,
  scheme: locals.scheme,
  province: { name: locals.ctx.province.name, demonstration: locals.ctx.province.demonstration },
  account: locals.account ?? null,
  session: locals.session && {
    endsAt: locals.session.endsAt.toISOString(),
    now: locals.ctx.now().toISOString(),
    owner: locals.session.account as string
  }
})
