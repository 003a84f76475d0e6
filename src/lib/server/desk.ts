import { error, redirect } from '@sveltejs/kit'
import type { Ctx, Permission } from '#server/platform/index.ts'

/** A desk page is for those who may do its work: visitors sign in first, others are told that it is not theirs. */
export function deskOnly({ locals, url }: { locals: App.Locals; url: URL }, permission: Permission): Ctx {
  if (locals.ctx.actor.kind === 'visitor')
    redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`)
  if (!locals.ctx.actor.may(permission)) error(403)
  return locals.ctx
}

/** A printed form, to be read in the browser. */
export const pdf = (bytes: Uint8Array, name: string): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name.replace(/[^\w.-]+/g, '_')}.pdf"`
    }
  })
