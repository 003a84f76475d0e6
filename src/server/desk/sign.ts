import { explainRefusal, lastResultNumber, load, queueCounts, signingOf, signingsOf } from '#server/dossiers/index.ts'
import type { DossierId, QueueRow } from '#server/dossiers/index.ts'
import { err } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { leadsBack, processOf } from '#server/workflow/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { BulkReport } from './queue.actions.ts'
import { itemsOf } from './queue.ts'
import { stepBefore } from './back.rules.ts'
import { numbersAfter } from './numbers.rules.ts'
import { explainSigning, holderOf, officerSigner, officeSeal, ordersWaiting } from '#server/signatures/index.ts'
import type { OrderId } from '#server/signatures/index.ts'
import { completeSigned, finishWaiting, sendBackSigned } from './signing.ts'

const AT_ONCE = 50

/** Results whose turn to be signed is this officer's, due first, each with its number and who has signed before. */
export async function signScreen(ctx: Ctx) {
  const [found, counts, last, certificate, waiting] = await Promise.all([
    signingOf(ctx, AT_ONCE),
    queueCounts(ctx),
    lastResultNumber(ctx, ctx.actor.unit ?? ''),
    ctx.actor.id ? officerSigner(ctx, ctx.actor.id) : null,
    ordersWaiting(ctx)
  ])
  const rows = await inTurn(ctx, found, last)
  const seal = await sealOf(ctx, rows)
  return {
    rows,
    waiting: counts.sign,
    signer: ctx.actor.name,
    certificate: certificate && { kind: certificate.kind, issuer: issuerOf(certificate.chain[0]!) },
    seal: seal && { name: seal.name, issuer: issuerOf(seal.chain[0]!) },
    confirming: waiting.map(({ id, subject, then, asked }) => ({
      id: id as string,
      title: subject.title,
      number: then.number ?? '',
      attributes: asked?.attributes ?? ''
    }))
  }
}

/** The rows with what the signature is and who signed before; a number once given is not proposed anew. */
async function inTurn(ctx: Ctx, found: readonly QueueRow[], last: string | null) {
  const [items, signings] = await Promise.all([itemsOf(ctx, found), signingsOf(ctx, found)])
  const fresh = numbersAfter(last, found.length)
  return items.map((item, at) => {
    const of = signings.find(row => row.dossierId === found[at]!.dossierId && row.step === item.stepId)
    const before = of?.signings ?? []
    return {
      ...item,
      number: of?.numbered ?? fresh.shift()!,
      numbered: before.length > 0,
      sentBack: of?.sentBack ?? null,
      before: before.map(({ as, by, at: signed }) => ({ as, by, at: new Date(signed) }))
    }
  })
}

/** The seal that the clerk puts, where sealing is the turn. */
async function sealOf(ctx: Ctx, rows: readonly { readonly as: string | null; readonly unit: string }[]) {
  const sealed = rows.find(row => row.as === 'seal')
  return sealed ? officeSeal(ctx, sealed.unit) : null
}

/** Approves the picked results with their numbers; who and when is recorded for each. */
export async function signMany(ctx: Ctx, form: FormData): Promise<BulkReport & { readonly waiting: number }> {
  const refused: { code: string; why: string }[] = []
  let done = 0
  let waiting = 0
  for (const pick of form.getAll('pick').map(String).slice(0, AT_ONCE)) {
    const { dossier, step, model, token } = await picked(ctx, pick)
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

/** Refuses to sign the picked results, with the reason: each goes back to the one before, who sees it. */
export async function sendBackMany(ctx: Ctx, form: FormData): Promise<BulkReport> {
  const refused: { code: string; why: string }[] = []
  const reason = String(form.get('reason') ?? '')
    .trim()
    .slice(0, 2000)
  let done = 0
  for (const pick of form.getAll('pick').map(String).slice(0, AT_ONCE)) {
    const { dossier, step, model, token } = await picked(ctx, pick)
    const to = step ? stepBefore(model, step.step) : null
    const back =
      dossier && to
        ? await sendBackSigned(ctx, dossier, { kind: 'send-back', token, to: to.id, reason })
        : err({ code: 'not-found' as const })
    if (back.ok) done++
    else refused.push({ code: dossier?.code ?? '', why: whyNot(ctx, back.error) })
  }
  return { done, refused }
}

/** A row of the list that came back in a form: read again, never believed. */
async function picked(ctx: Ctx, pick: string) {
  const [id = '', token = ''] = pick.split(' ')
  const dossier = isId(id) ? await load(ctx, { id: id as DossierId }) : null
  const step = dossier?.steps.find(open => open.token === token)
  const model = dossier && (await processOf(ctx, dossier.procedure.process))
  return { dossier, step, model, token }
}

const whyNot = (ctx: Ctx, refusal: { code: string }): string =>
  explainSigning(ctx.language, refusal) ?? explainRefusal(refusal as never, ctx.language)

/** What a leader confirmed on a telephone, or signed with a token in the own machine, is put into its place. */
export async function confirmSigned(ctx: Ctx, order: string, brought: string | null): Promise<string | null> {
  const done = isId(order) ? await finishWaiting(ctx, order as OrderId, brought) : err({ code: 'not-found' as const })
  return done.ok ? null : whyNot(ctx, done.error)
}

const issuerOf = (certificate: Uint8Array): string => holderOf(certificate).issuer
