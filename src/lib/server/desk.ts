import { error, redirect } from '@sveltejs/kit'
import type { Ctx } from '#server/platform/index.ts'
import type { Permission } from '#server/platform/index.ts'

/** A desk page is for those who may do its work: visitors sign in first, others are told that it is not theirs. */
export function deskOnly({ locals, url }: { locals: App.Locals; url: URL }, permission: Permission): Ctx {
  if (!locals.session) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`)
  if (!locals.ctx.actor.may(permission)) error(403)
  return locals.ctx
}
