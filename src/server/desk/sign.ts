import {
  authorityOf,
  explainRefusal,
  lastResultNumber,
  load,
  processesOf,
  queueCounts,
  signingOf,
  signingsOf,
  turnNow
} from '#server/dossiers/index.ts'
import type { Dossier, DossierId, QueueRow } from '#server/dossiers/index.ts'
import { ownAbsence } from '#server/identity/index.ts'
import { dayOf, err } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { leadsBack, processOf } from '#server/workflow/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { BulkReport } from './queue.actions.ts'
import { itemsOf } from './queue.ts'
import { stepBefore } from './back.rules.ts'
import { numbersAfter } from './numbers.rules.ts'
import { explainSigning, holderOf, officerSigner, officeSeal, ordersWaiting } from '#server/signatures/index.ts'
import type { OrderId } from '#server/signatures/index.ts'
import { afterTurn } from './signers.rules.ts'
import { completeSigned, finishWaiting, sendBackSigned } from './signing.ts'
import { signerIn } from './words.ts'

const AT_ONCE = 50

/** Results whose turn to be signed is this officer's, due first, each with its number and who has signed before. */
export async function signScreen(ctx: Ctx) {
  const [found, counts, last, certificate, waiting, away] = await Promise.all([
    signingOf(ctx, AT_ONCE),
    queueCounts(ctx),
    lastResultNumber(ctx, ctx.actor.unit ?? ''),
    ctx.actor.id ? officerSigner(ctx, ctx.actor.id) : null,
    ordersWaiting(ctx),
    ownAbsence(ctx, dayOf(ctx.now()))
  ])
  const rows = await inTurn(ctx, found, last)
  const seal = await sealOf(ctx, rows)
  return {
    rows,
    waiting: counts.sign,
    away,
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
  const models = await modelsOf(ctx, found)
  return items.map((item, at) => {
    const of = signings.find(row => row.dossierId === found[at]!.dossierId && row.step === item.stepId)
    const before = of?.signings ?? []
    const order = { signers: of?.signers ?? undefined, signings: before } as Pick<Dossier, 'signers' | 'signings'>
    const turn = turnNow(order, item.stepId)?.turn
    return {
      ...item,
      as: turn?.as ?? item.as,
      authority: turn?.as === 'signature' && turn.officer ? authorityOf(turn).onBehalf : null,
      after: afterTurn(order, models.get(item.pick) ?? null, item.stepId).map(next =>
        typeof next === 'string' ? next : signerIn(ctx.language, next)
      ),
      number: of?.numbered ?? fresh.shift()!,
      numbered: before.length > 0,
      sentBack: of?.sentBack ?? null,
      before: before.map(({ as, by, at: signed }) => ({ as, by, at: new Date(signed) }))
    }
  })
}

/** The process of each row, by what picks it. */
async function modelsOf(ctx: Ctx, rows: readonly QueueRow[]): Promise<ReadonlyMap<string, ProcessModel | null>> {
  const processes = await processesOf(ctx, [...new Set(rows.map(row => row.dossierId))])
  const of = new Map(processes.map(({ id, process }) => [id, process]))
  return new Map(
    await Promise.all(
      rows.map(async row => {
        const id = of.get(row.dossierId)
        return [`${row.dossierId} ${row.token}`, id ? await processOf(ctx, id) : null] as const
      })
    )
  )
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
    const to = dossier && step ? stepBefore(model, step.step, dossier) : null
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
