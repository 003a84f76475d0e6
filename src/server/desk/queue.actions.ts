import { act, explainRefusal, load } from '#server/dossiers/index.ts'
import type { ActionRefusal, DossierId, Later } from '#server/dossiers/index.ts'
import { err } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { processOf } from '#server/workflow/index.ts'
import { isId } from '#server/platform/ids.ts'
import { bulkOutcomes } from './bulk.rules.ts'
import { colleagues } from './queue.ts'

/** What became of each picked step: how many were done, and the refusals in words, each with its dossier. */
export type BulkReport = { readonly done: number; readonly refused: readonly { code: string; why: string }[] }
type Pick = { readonly id: DossierId; readonly token: string }

/** Picked rows of a list as they stand in a form. */
export const picksOf = (form: FormData): Pick[] => {
  const one = form.getAll('one')
  return (one.length > 0 ? one : form.getAll('pick')).flatMap(value => {
    const [id = '', token = ''] = String(value).split(' ')
    return isId(id) && token ? [{ id, token }] : []
  })
}

/** Takes steps for the officer who asks. */
export const claimMany = (ctx: Ctx, picks: readonly Pick[]) =>
  each(ctx, picks, ({ token }) => Promise.resolve({ kind: 'claim', token }))

/** A head gives steps to an officer of the own unit. */
export async function assignMany(ctx: Ctx, picks: readonly Pick[], officer: string): Promise<BulkReport | null> {
  const to = (ctx.actor.unit ? await colleagues(ctx, ctx.actor.unit) : []).find(({ id }) => id === officer)
  if (!to) return null
  const officerName = to.name.split(' – ')[0]!
  return each(ctx, picks, ({ token }) => Promise.resolve({ kind: 'assign', token, officer, officerName, note: '' }))
}

/** Finishes steps with one outcome, where that may be done unread. */
export const completeMany = (ctx: Ctx, picks: readonly Pick[], outcome: string) =>
  each(ctx, picks, async ({ id, token }) => {
    const dossier = await load(ctx, { id })
    const step = dossier?.steps.find(open => open.token === token)
    const model = dossier && (await processOf(ctx, dossier.procedure.process))
    const fits = bulkOutcomes(model, step?.step ?? '', ctx.language).some(({ code }) => code === outcome)
    return fits ? { kind: 'complete', token, outcome, note: '', files: [], data: {}, result: null } : null
  })

type Refused = ActionRefusal | { readonly code: 'not-in-bulk' }

/** One dossier after the other: each is its own case, and one refused does not hold up the rest. */
async function each(
  ctx: Ctx,
  picks: readonly Pick[],
  commandFor: (pick: Pick) => Promise<Later | null>
): Promise<BulkReport> {
  const refused: { code: string; why: string }[] = []
  let done = 0
  for (const pick of picks.slice(0, 100)) {
    const command = await commandFor(pick)
    const acted: Result<unknown, Refused> = command
      ? await act(ctx, { id: pick.id }, command)
      : err({ code: 'not-in-bulk' })
    if (acted.ok) done++
    else
      refused.push({
        code: (await load(ctx, { id: pick.id }))?.code ?? '',
        why: explainRefusal(acted.error, ctx.language)
      })
  }
  return { done, refused }
}
