import { error } from '@sveltejs/kit'
import { z } from 'zod'
import { asDay, doing, indexReader, todayOf } from '#lib/server/indices.ts'
import {
  answersFor,
  caseId,
  CAUSES,
  isAccountable,
  loadCase,
  onLostPoint,
  shownName,
  storyOf,
  taskByCode
} from '#server/indices/index.ts'
import type { Accountability, LostPoint } from '#server/indices/index.ts'
import { units } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const ctx = indexReader({ locals, url })
  const found = await loadCase<LostPoint>(ctx, 'lost-point', params.id)
  if (!found) error(404)
  const { remedy, ...point } = found.state
  const [all, story, account] = await Promise.all([
    units(ctx, { on: todayOf(ctx) }),
    storyOf(ctx, params.id),
    loadCase<Accountability>(ctx, 'accountability', caseId('accountability', params.id))
  ])
  const owner = all.find(({ code }) => code === remedy?.owner)
  // The head's name leaves the server only when the accountability case allows it.
  const { head = null, ...agreed } = remedy ?? {}
  return {
    point,
    remedy: remedy
      ? {
          ...(agreed as Omit<typeof remedy, 'head'>),
          ownerName: owner ? wordsIn(ctx.language, owner.name) : remedy.owner,
          title: head?.title ?? null,
          name: account ? shownName(account.state) : null
        }
      : null,
    task: remedy?.task ? await taskByCode(ctx, remedy.task) : null,
    mayOpenTask: ctx.actor.may('reform.read'),
    accountable: isAccountable(found.state),
    units: all
      .filter(({ kind, code }) => kind !== 'division' && code.split('.').length <= 2)
      .map(({ code, name }) => ({ value: code, label: wordsIn(ctx.language, name) })),
    story: story.map(({ version, type, at, actorName }) => ({ version, type, at, actorName })),
    mayChange: ctx.actor.may('indices.change'),
    mayProve: remedy !== null && answersFor(ctx, remedy.owner)
  }
}

const words = z.string().trim().min(3).max(4000)
export const actions: Actions = {
  cause: doing(z.object({ code: z.enum(CAUSES), words }), (ctx, input, id) =>
    onLostPoint(ctx, id, { kind: 'name-cause', ...input })
  ),
  remedy: doing(
    z.object({
      words,
      owner: z.string().min(3),
      due: z.string().transform(asDay).pipe(z.iso.date()),
      task: z.string().trim().max(60)
    }),
    (ctx, input, id) => onLostPoint(ctx, id, { kind: 'agree-remedy', ...input })
  ),
  prove: doing(z.object({ words }), (ctx, input, id) => onLostPoint(ctx, id, { kind: 'prove', ...input }))
}
