import type { LayoutServerLoad } from './$types'

/** What every page's shell shows. The province comes from the configuration once it is wired. */
export const load: LayoutServerLoad = ({ locals }) => ({
  language: locals.language,
  scheme: locals.scheme,
  province: { name: 'Tỉnh Hương Giang (giả định)', demonstration: true },
  account: locals.account ?? null,
  session: locals.session ?? null
})
