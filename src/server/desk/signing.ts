import { act, load } from '#server/dossiers/index.ts'
import type { ActionRefusal, Dossier, DossierId, FileRef, Later } from '#server/dossiers/index.ts'
import { COPY_ORDER, finishCopy } from '#server/papers/index.ts'
import type { CopyRefusal } from '#server/papers/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { sealPaper, shortHolder } from '#server/seals/index.ts'
import { collectSignature, officerSigner, PLACES, signFirst } from '#server/signatures/index.ts'
import type { Made, Order, OrderId, SigningRefusal } from '#server/signatures/index.ts'
import { papersToSign } from './result.paper.ts'

export type Completion = Extract<Later, { kind: 'complete' }>
export type Signed = { readonly kind: 'done'; readonly dossier: Dossier } | { readonly kind: 'waiting' }
type Refused = ActionRefusal | SigningRefusal | CopyRefusal
type Answer = Promise<Result<Signed, Refused>>

/**
 * Finishes a step with a result: its files are signed with the officer's certificate and replace the unsigned ones, in
 * one transaction with the event. Who has no certificate approves as before, and the files stay unsigned.
 */
export async function completeSigned(
  ctx: Ctx,
  dossier: Dossier,
  command: Completion,
  options: { seen?: number | null } = {}
): Answer {
  const { result } = command
  const step = dossier.steps.find(open => open.token === command.token)
  const signer = ctx.actor.id && step?.kind === 'sign' && result ? await officerSigner(ctx, ctx.actor.id) : null
  // What the decider will refuse anyway is not signed first.
  if (!signer || !result || result.number.trim() === '')
    return plainly(await act(ctx, { id: dossier.id }, command, options))
  if (!ctx.actor.may('dossier.step')) return err({ code: 'forbidden' })
  const made: Made[] = []
  const rest: FileRef[] = []
  for (const file of await papersToSign(ctx, dossier, result)) {
    if (file.type !== 'application/pdf') {
      rest.push(file)
      continue
    }
    const one = await signFirst(ctx, {
      subject: { kind: 'dossier-result', ref: dossier.id, title: `${dossier.code} ${dossier.procedure.name}` },
      file,
      signers: [signer],
      marks: {
        place: { ...PLACES.signature, above: ctx.actor.name },
        reason: `Ký kết quả ${result.number}`,
        seal: await sealOfResult(ctx, dossier, result.number, file)
      },
      then: { token: command.token, outcome: command.outcome, number: result.number, note: command.note }
    })
    if (!one.ok) return one
    made.push(one.value)
    // Whoever confirms elsewhere confirms one paper at a time.
    if (one.value.kind === 'waiting') break
  }
  return written(
    ctx,
    dossier.id,
    made,
    files => ({ ...command, result: { ...result, files: [...files, ...rest] } }),
    options
  )
}

const plainly = (got: Result<Dossier, ActionRefusal>): Result<Signed, Refused> =>
  got.ok ? ok({ kind: 'done', dossier: got.value }) : got

const sealOfResult = (ctx: Ctx, dossier: Dossier, number: string, file: FileRef) =>
  sealPaper(ctx, {
    kind: 'result',
    code: dossier.code,
    day: dayOf(ctx.now()),
    due: null,
    number,
    holder: shortHolder(dossier.applicant.name),
    hash: file.id.slice(0, 32)
  })

class Undone extends Error {
  readonly refusal: Refused
  constructor(refusal: Refused) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Orders, links and the dossier's own event, or nothing of them. */
async function written(
  ctx: Ctx,
  id: DossierId,
  made: readonly Made[],
  commandWith: (files: readonly FileRef[]) => Completion,
  options: { seen?: number | null }
): Answer {
  try {
    return await ctx.sql.begin(async tx => {
      const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
      for (const { record } of made) {
        const recorded = await record(inside)
        if (!recorded.ok) throw new Undone(recorded.error)
      }
      const files = made.flatMap(one => (one.kind === 'signed' ? [one.file] : []))
      if (files.length < made.length) return ok<Signed>({ kind: 'waiting' })
      const acted = await act(inside, { id }, commandWith(files), options)
      if (!acted.ok) throw new Undone(acted.error)
      return ok<Signed>({ kind: 'done', dossier: acted.value })
    })
  } catch (error) {
    if (error instanceof Undone) return err(error.refusal)
    throw error
  }
}

/** Finishes what waited for a confirmation elsewhere; `brought` is the signature of a token in the officer's machine. */
export async function finishWaiting(ctx: Ctx, order: OrderId, brought: string | null): Answer {
  const got = await collectSignature(ctx, order, brought)
  if (!got.ok) return got
  const { made, order: waiting } = got.value
  if (waiting.subject.kind === COPY_ORDER) {
    const copied = await finishCopy(ctx, made, waiting)
    return copied.ok ? ok({ kind: 'waiting' }) : copied
  }
  const dossier = await load(ctx, { id: waiting.subject.ref as DossierId })
  if (!dossier) return err({ code: 'not-found' })
  return written(ctx, dossier.id, [made], files => completionOf(waiting, files), {})
}

const completionOf = ({ then }: Order, files: readonly FileRef[]): Completion => ({
  kind: 'complete',
  token: then.token ?? '',
  outcome: then.outcome ?? '',
  note: then.note ?? '',
  files: [],
  data: {},
  result: { kind: 'granted', number: then.number ?? '', files, note: '' }
})
