import { error, redirect } from '@sveltejs/kit'
import type { Ctx, Permission } from '#server/platform/index.ts'

/** A permission, or simply being an officer of this province. */
type Needs = Permission | 'officer'
const allows = ({ actor }: Ctx, needs: Needs): boolean =>
  needs === 'officer' ? actor.kind === 'officer' : actor.may(needs)

/**
 * One rule for the desk: whoever opens a page or a paper by its address and is not signed in signs in first and comes
 * back to it; who is signed in and may not is told that it is not theirs.
 */
export function deskOnly({ locals, url }: { locals: App.Locals; url: URL }, needs: Needs): Ctx {
  if (locals.ctx.actor.kind === 'visitor') redirect(303, `/sign-in?back=${encodeURIComponent(addressOf(url))}`)
  if (!allows(locals.ctx, needs)) error(403)
  return locals.ctx
}

/** The same for what only scripts ask, where a page to sign in at would be no answer: 401. */
export function deskScript({ locals }: { locals: App.Locals }, needs: Needs): Ctx {
  if (!allows(locals.ctx, needs)) error(locals.ctx.actor.kind === 'visitor' ? 401 : 403)
  return locals.ctx
}

/** The page itself, without the name of the form that was sent to it. */
const addressOf = ({ pathname, searchParams }: URL): string => {
  const asked = [...searchParams].filter(([name]) => !name.startsWith('/'))
  return asked.length > 0 ? `${pathname}?${new URLSearchParams(asked)}` : pathname
}

/** A printed form, to be read in the browser. */
export const pdf = (bytes: Uint8Array, name: string): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name.replace(/[^\w.-]+/g, '_')}.pdf"`
    }
  })
