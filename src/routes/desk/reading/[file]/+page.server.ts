import { error, fail, redirect } from '@sveltejs/kit'
import { paperQuery } from '#lib/counter/paper-query.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { askedPaper } from '#lib/server/papers.ts'
import { acceptIntoSheet, forgetScan, paperAsked, readingScreen } from '#server/desk/index.ts'
import { askReading } from '#server/documents/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const asked = ({ params, url }: Pick<RequestEvent, 'params' | 'url'>) => askedPaper(params.file, url)

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'officer')
  const screen = await readingScreen(ctx, asked(event))
  if (!screen) error(404)
  // The page comes again by itself, with JavaScript or without.
  if (screen.state === 'waiting' || screen.state === 'running') event.setHeaders({ refresh: '2' })
  return { screen, mayCorrect: ctx.actor.may('dossier.check') }
}

export const actions: Actions = {
  ask: async event => {
    const ctx = deskOnly(event, 'officer')
    const paper = await paperAsked(ctx, asked(event))
    if (!paper) error(404)
    await askReading(ctx, paper.id)
    redirect(303, `/desk/reading/${paper.id}${paperQuery(asked(event))}`)
  },
  accept: async event => {
    const { file, dossier } = asked(event)
    const ctx = deskOnly(event, dossier ? 'dossier.check' : 'dossier.receive')
    const taken = (await event.request.formData()).getAll('take').map(String)
    // What was read is not written into an address; the page of the correction looks it up again.
    if (dossier) {
      const picked = new URLSearchParams([['paper', file], ...taken.map(name => ['take', name])])
      redirect(303, `/desk/dossiers/${encodeURIComponent(dossier)}/correct?${picked}`)
    }
    if (!(await acceptIntoSheet(ctx, asked(event), taken))) return fail(404, {})
    redirect(303, '/desk/receive')
  },
  forget: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    await forgetScan(ctx, event.params.file)
    redirect(303, '/desk/reading')
  }
}
