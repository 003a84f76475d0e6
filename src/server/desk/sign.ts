import { act, explainRefusal, lastResultNumber, load, queueCounts, signingOf } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { leadsBack, processOf } from '#server/workflow/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { BulkReport } from './queue.actions.ts'
import { itemsOf } from './queue.ts'
import { numbersAfter } from './numbers.rules.ts'

const AT_ONCE = 50

/** Results that wait for this leader's signature, due first, each with the number it would get. */
export async function signScreen(ctx: Ctx) {
  const [rows, counts, last] = await Promise.all([
    signingOf(ctx, AT_ONCE),
    queueCounts(ctx),
    lastResultNumber(ctx, ctx.actor.unit ?? '')
  ])
  const numbers = numbersAfter(last, rows.length)
  return {
    rows: (await itemsOf(ctx, rows)).map((row, at) => ({ ...row, number: numbers[at]! })),
    waiting: counts.sign,
    signer: ctx.actor.name
  }
}

/** Approves the picked results with their numbers; who and when is recorded for each. */
export async function signMany(ctx: Ctx, form: FormData): Promise<BulkReport> {
  const refused: { code: string; why: string }[] = []
  let done = 0
  for (const pick of form.getAll('pick').map(String).slice(0, AT_ONCE)) {
    const [id = '', token = ''] = pick.split(' ')
    const dossier = isId(id) ? await load(ctx, { id: id as DossierId }) : null
    const step = dossier?.steps.find(open => open.token === token)
    const model = dossier && (await processOf(ctx, dossier.procedure.process))
    const outcome = step && model?.steps[step.step]?.outcomes.find(each => !leadsBack(model, step.step, each.code))
    const number = String(form.get(`number ${pick}`) ?? '').trim()
    const signed = await act(
      ctx,
      { id: id as DossierId },
      {
        kind: 'complete',
        token,
        outcome: outcome?.code ?? '',
        note: '',
        files: [],
        data: {},
        result: { kind: 'granted', number, files: [], note: '' }
      }
    )
    if (signed.ok) done++
    else refused.push({ code: dossier?.code ?? '', why: explainRefusal(signed.error, ctx.language) })
  }
  return { done, refused }
}
