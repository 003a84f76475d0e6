import { act, load, mayDo, strangerAt } from '#server/dossiers/index.ts'
import type { ActionRefusal, Dossier, DossierId, FileRef, Later } from '#server/dossiers/index.ts'
import { COPY_ORDER, finishCopy, finishList, LIST_ORDER } from '#server/papers/index.ts'
import type { CopyRefusal } from '#server/papers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { collectSignature, currentFile, openOrderOf, sendOrderBack } from '#server/signatures/index.ts'
import type { Made, Order, OrderId, SigningRefusal } from '#server/signatures/index.ts'
import { keyOf, numberOf, signTurn, turnAt } from './turns.ts'

export type Completion = Extract<Later, { kind: 'complete' }>
type Backward = Completion | Extract<Later, { kind: 'send-back' }>
export type Signed = { readonly kind: 'done'; readonly dossier: Dossier } | { readonly kind: 'waiting' }
type Refused = ActionRefusal | SigningRefusal | CopyRefusal
type Answer = Promise<Result<Signed, Refused>>
type Options = { readonly seen?: number | null }

/**
 * Finishes a step with a result: its files are signed in this officer's turn and replace those before, in one
 * transaction with the event. Who has no certificate approves as before, and the files stay as they are.
 */
export async function completeSigned(ctx: Ctx, dossier: Dossier, command: Completion, options: Options = {}): Answer {
  const { result } = command
  const step = dossier.steps.find(open => open.token === command.token)
  const turn = result ? await turnAt(ctx, dossier, step) : null
  if (!step || !turn || !result) return plainly(await act(ctx, { id: dossier.id }, command, options))
  const number = numberOf(dossier, result.number)
  const files = dossier.signings?.findLast(each => each.files.length > 0)?.files ?? result.files
  // What the decider will refuse anyway is not signed first.
  const stranger = strangerAt(dossier, step, ctx.actor.id, turn.as)
  if (stranger) return err(stranger)
  if (number === '' || !(await keyOf(ctx, turn, step.unit)))
    return plainly(await act(ctx, { id: dossier.id }, { ...command, result: { ...result, files } }, options))
  const may = ctx.actor.may('dossier.step') && mayDo(ctx.actor, dossier, { kind: 'complete', token: step.token })
  if (!may) return err({ code: 'forbidden' })
  const then = { token: command.token, outcome: command.outcome, number, note: command.note, ...chosenWith(command) }
  const signed = await signTurn(ctx, dossier, { step, turn, wish: { ...result, number }, then })
  if (!signed.ok) return signed
  const { made, rest, names } = signed.value
  const completion = (files: readonly FileRef[]) => ({
    ...command,
    ...(turn.as === 'initial' && names ? { names } : {}),
    result: { ...result, files: [...files, ...rest] }
  })
  return written(ctx, dossier.id, made, completion, options)
}

/** An order chosen with a signature that is confirmed elsewhere waits with it. */
const chosenWith = ({ signers }: Completion): { signers?: string } =>
  signers ? { signers: JSON.stringify(signers) } : {}

const plainly = (got: Result<Dossier, ActionRefusal>): Result<Signed, Refused> =>
  got.ok ? ok({ kind: 'done', dossier: got.value }) : got

class Undone extends Error {
  readonly refusal: Refused
  constructor(refusal: Refused) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** All of it or nothing: a refusal inside takes back what was written before it. */
async function whole(ctx: Ctx, work: (inside: Ctx) => Promise<Signed>): Answer {
  try {
    return await ctx.sql.begin(async tx => ok(await work({ ...ctx, sql: tx as unknown as Ctx['sql'] })))
  } catch (error) {
    if (error instanceof Undone) return err(error.refusal)
    throw error
  }
}

const gotten = <T>(got: Result<T, Refused>): T => {
  if (!got.ok) throw new Undone(got.error)
  return got.value
}

/** Orders, links and the dossier's own event, or nothing of them. */
const written = (
  ctx: Ctx,
  id: DossierId,
  made: readonly Made[],
  commandWith: (files: readonly FileRef[]) => Completion,
  options: Options
): Answer =>
  whole(ctx, async inside => {
    for (const { record } of made) gotten(await record(inside))
    const files = made.flatMap(one => (one.kind === 'signed' ? [one.file] : []))
    if (files.length < made.length) return { kind: 'waiting' }
    return { kind: 'done', dossier: gotten(await act(inside, { id }, commandWith(files), options)) }
  })

/**
 * A refusal to sign, with its reason: the dossier goes back, and with it the paper, to the state it had for whoever signs
 * again; the signatures of those before them stay in it.
 */
export const sendBackSigned = (ctx: Ctx, dossier: Dossier, command: Backward, options: Options = {}): Answer =>
  whole(ctx, async inside => {
    const after = gotten(await act(inside, { id: dossier.id }, command, options))
    const signed = (of: Dossier) => (of.signings ?? []).filter(each => each.files.length > 0)
    const fallen = signed(dossier).length - signed(after).length
    const reason = command.kind === 'send-back' ? command.reason : command.note || command.outcome
    for (const file of fallen > 0 ? signed(dossier).at(-1)!.files : []) {
      const order = await openOrderOf(inside, (await currentFile(inside, file)).id)
      if (order) gotten(await sendOrderBack(inside, order, Math.max(0, order.placed.length - fallen), reason))
    }
    return { kind: 'done', dossier: after }
  })

/** Finishes what waited for a confirmation elsewhere; `brought` is the signature of a token in the officer's machine. */
export async function finishWaiting(ctx: Ctx, order: OrderId, brought: string | null): Answer {
  const got = await collectSignature(ctx, order, brought)
  if (!got.ok) return got
  const { made, order: waiting } = got.value
  if (waiting.subject.kind === COPY_ORDER) {
    const copied = await finishCopy(ctx, made, waiting)
    return copied.ok ? ok({ kind: 'waiting' }) : copied
  }
  if (waiting.subject.kind === LIST_ORDER) {
    const issued = await finishList(ctx, made, waiting)
    return issued.ok ? ok({ kind: 'waiting' }) : err(issued.error as Refused)
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
  ...(then.signers ? { signers: JSON.parse(then.signers) as NonNullable<Completion['signers']> } : {}),
  ...(then.names ? { names: JSON.parse(then.names) as NonNullable<Completion['names']> } : {}),
  result: { kind: 'granted', number: then.number ?? '', files, note: '' }
})
