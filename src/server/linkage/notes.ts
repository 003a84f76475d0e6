import { load, maySee } from '#server/dossiers/index.ts'
import { contentOf } from '#server/exchange/index.ts'
import type { Fetched } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { DossierNote } from './model.ts'
import { compared } from './person.rules.ts'
import { applicantOf } from './received.ts'
import * as store from './store.ts'

/** What outside systems have to do with a dossier, oldest first; nothing for those who may not see it. */
export async function notesOf(ctx: Ctx, code: string): Promise<readonly DossierNote[]> {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return []
  const [outages, missed, checks] = await Promise.all([
    store.outageNotes(ctx, dossier.id),
    store.notCheckedNotes(ctx, dossier.id),
    store.checksOf(ctx, dossier.id)
  ])
  const told = await Promise.all(
    checks.map(async ({ at, outcome, call, kind }): Promise<DossierNote> => {
      if (!outcome) return { kind: 'queued', at }
      // The values beside each other are for those who may look people up; the others read the outcome.
      const kept = call && ctx.actor.may('population.look-up') ? await contentOf(ctx, call, 'answer') : null
      const rows = kept ? compared(applicantOf(dossier), kept as Fetched).rows : []
      return { kind: 'checked', at, outcome, rows, later: kind === 'background' }
    })
  )
  const notes = [
    ...outages.map(outage => ({ kind: 'outage' as const, ...outage })),
    ...missed.map(miss => ({ kind: 'not-checked' as const, ...miss })),
    ...told
  ]
  return notes.sort((a, b) => a.at.getTime() - b.at.getTime())
}
