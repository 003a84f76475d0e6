import { explainRefusal, lastResultNumber, load, queueCounts, signingOf } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { err } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { leadsBack, processOf } from '#server/workflow/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { BulkReport } from './queue.actions.ts'
import { itemsOf } from './queue.ts'
import { numbersAfter } from './numbers.rules.ts'
import { explainSigning, holderOf, officerSigner, ordersWaiting } from '#server/signatures/index.ts'
import type { OrderId } from '#server/signatures/index.ts'
import { completeSigned, finishWaiting } from './signing.ts'

const AT_ONCE = 50

/** Results that wait for this leader's signature, due first, each with the number it would get. */
export async function signScreen(ctx: Ctx) {
  const [rows, counts, last, certificate, waiting] = await Promise.all([
    signingOf(ctx, AT_ONCE),
    queueCounts(ctx),
    lastResultNumber(ctx, ctx.actor.unit ?? ''),
    ctx.actor.id ? officerSigner(ctx, ctx.actor.id) : null,
    ordersWaiting(ctx)
  ])
  const numbers = numbersAfter(last, rows.length)
  return {
    rows: (await itemsOf(ctx, rows)).map((row, at) => ({ ...row, number: numbers[at]! })),
    waiting: counts.sign,
    signer: ctx.actor.name,
    certificate: certificate && { kind: certificate.kind, issuer: issuerOf(certificate.chain[0]!) },
    confirming: waiting.map(({ id, subject, then, asked }) => ({
      id: id as string,
      title: subject.title,
      number: then.number ?? '',
      attributes: asked?.attributes ?? ''
    }))
  }
}

/** Approves the picked results with their numbers; who and when is recorded for each. */
export async function signMany(ctx: Ctx, form: FormData): Promise<BulkReport & { readonly waiting: number }> {
  const refused: { code: string; why: string }[] = []
  let done = 0
  let waiting = 0
  for (const pick of form.getAll('pick').map(String).slice(0, AT_ONCE)) {
    const [id = '', token = ''] = pick.split(' ')
    const dossier = isId(id) ? await load(ctx, { id: id as DossierId }) : null
    const step = dossier?.steps.find(open => open.token === token)
    const model = dossier && (await processOf(ctx, dossier.procedure.process))
    const outcome = step && model?.steps[step.step]?.outcomes.find(each => !leadsBack(model, step.step, each.code))
    const number = String(form.get(`number ${pick}`) ?? '').trim()
    const signed = dossier
      ? await completeSigned(ctx, dossier, {
          kind: 'complete',
          token,
          outcome: outcome?.code ?? '',
          note: '',
          files: [],
          data: {},
          result: { kind: 'granted', number, files: [], note: '' }
        })
      : err({ code: 'not-found' as const })
    if (signed.ok && signed.value.kind === 'waiting') waiting++
    else if (signed.ok) done++
    else refused.push({ code: dossier?.code ?? '', why: whyNot(ctx, signed.error) })
  }
  return { done, waiting, refused }
}

const whyNot = (ctx: Ctx, refusal: { code: string }): string =>
  explainSigning(ctx.language, refusal) ?? explainRefusal(refusal as never, ctx.language)

/** What a leader confirmed on a telephone, or signed with a token in the own machine, is put into its place. */
export async function confirmSigned(ctx: Ctx, order: string, brought: string | null): Promise<string | null> {
  const done = isId(order) ? await finishWaiting(ctx, order as OrderId, brought) : err({ code: 'not-found' as const })
  return done.ok ? null : whyNot(ctx, done.error)
}

const issuerOf = (certificate: Uint8Array): string => holderOf(certificate).issuer
