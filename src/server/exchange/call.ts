import { randomUUID } from 'node:crypto'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { bulkheadOf } from './bulkhead.ts'
import type { AnswerOf, Contract, Operation, RequestOf, System } from './contract.ts'
import { subjectOf } from './keys.ts'
import type { About, ExchangeRefusal, TroubleCode } from './model.ts'
import { record } from './record.store.ts'
import { systemOf } from './registry.ts'
import { admitted, noteAnswer, noteFailure } from './state.store.ts'
import { Trouble, troubleFrom } from './trouble.ts'

export type Answered<A> = { readonly call: string; readonly answer: A }
type Called<A> = Promise<Result<Answered<A>, ExchangeRefusal>>
export type CallOptions = {
  readonly mode?: 'direct' | 'background'
  /** Names the occasion; the same in every repetition. */
  readonly key?: string
  readonly account?: string
  readonly procedure?: string
  /** The outbox has taken its place before. */
  readonly hasRoom?: boolean
}

/**
 * Asks an outside system and waits, briefly at the counter, longer in a job. Holds no connection while it waits. What
 * was asked is recorded before it is sent, and what came back (or that nothing did) after it.
 */
export async function call<C extends Contract, N extends keyof C['operations'] & string>(
  ctx: Ctx,
  contract: C,
  operation: N,
  request: RequestOf<C['operations'][N]>,
  about: About,
  options: CallOptions = {}
): Called<AnswerOf<C['operations'][N]>> {
  return ask(ctx, contract.system, operation, request, about, options) as Called<AnswerOf<C['operations'][N]>>
}

/** As `call`, for the outbox, which knows operations by name. */
export async function ask(
  ctx: Ctx,
  name: string,
  operation: string,
  request: unknown,
  about: About,
  options: CallOptions = {}
): Called<unknown> {
  const system = systemOf(name)
  if (!system) return err({ code: 'system-not-configured', system: name })
  const mode = options.mode ?? 'direct'
  const room = bulkheadOf(name, mode, system.limits.concurrent[mode])
  if (!options.hasRoom && !room.enter()) return err({ code: 'system-busy', system: name })
  try {
    const timeoutMs = operationOf(system, operation).timeoutMs[mode]
    const state = await admitted(ctx, name, timeoutMs * 2)
    if (!state.may) return err({ code: 'system-down', system: name, since: state.failingSince })
    return await send(ctx, system, { operation, request, about, options, mode, timeoutMs })
  } finally {
    if (!options.hasRoom) room.leave()
  }
}

function operationOf(system: System, name: string) {
  const operation = system.contract.operations[name]
  if (!operation) throw new Error(`${system.contract.system} has no operation ${name}`)
  return operation
}

type Sent = {
  operation: string
  request: unknown
  about: About
  options: CallOptions
  mode: 'direct' | 'background'
  timeoutMs: number
}

async function send(ctx: Ctx, system: System, sent: Sent): Called<unknown> {
  const name = system.contract.system
  const operation = operationOf(system, sent.operation)
  const content = operation.request.parse(sent.request)
  const id = randomUUID()
  const base = { system: name, call: id, keptDays: operation.keptDays }
  await record(ctx, { ...base, kind: 'request', facts: await factsOf(ctx, sent), content })
  const began = performance.now()
  const got = await answerOf(system, sent, content, { id, at: ctx.now() })
  const latencyMs = Math.round(performance.now() - began)
  const outcome = got.ok ? 'answered' : got.error.code
  await record(ctx, {
    ...base,
    kind: 'answer',
    facts: {
      operation: sent.operation,
      outcome,
      latencyMs,
      ...(got.ok ? await saidBy(ctx, operation, got.value) : {})
    },
    content: got.ok ? keptOf(operation, got.value) : got.error.message
  })
  if (got.ok) await noteAnswer(ctx, name, latencyMs)
  // Who refuses what was asked is there: one bad message may not stop those behind it.
  else if (got.error.code !== 'request-refused')
    await noteFailure(ctx, name, system.limits.breaker, `${got.error.code}: ${got.error.message}`)
  const told = { event: 'exchange.called', system: name, operation: sent.operation, call: id, outcome, ms: latencyMs }
  ctx.log[got.ok ? 'info' : 'warn'](told, outcome)
  return got.ok
    ? ok({ call: id, answer: got.value })
    : err({ code: 'system-trouble', system: name, trouble: got.error.code, call: id })
}

/** The variant of an answer, and as a keyed hash whom it concerns beside the one asked about. */
async function saidBy(ctx: Ctx, operation: Operation, answer: unknown): Promise<{ said: string; subject?: string }> {
  const number = operation.concerns?.(answer)
  return { said: kindOf(answer), ...(number ? { subject: await subjectOf(ctx, number) } : {}) }
}

const keptOf = (operation: Operation, answer: unknown): unknown => (operation.kept ? operation.kept(answer) : answer)

/** The variant of an answer, e.g. `mismatch`: no personal data. */
const kindOf = (answer: unknown): string => String((answer as { kind?: unknown } | null)?.kind ?? 'answer')

type Got = { ok: true; value: unknown } | { ok: false; error: { code: TroubleCode; message: string } }

/** Never waits longer than it may, whatever the connector does. */
async function answerOf(
  system: System,
  sent: Sent,
  content: unknown,
  { id, at }: { id: string; at: Date }
): Promise<Got> {
  const { options, about, timeoutMs, operation } = sent
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Trouble('timeout', `no answer in ${timeoutMs} ms`)))
  )
  try {
    const answering = system.connector.send(operation, content, {
      call: id,
      at,
      key: options.key ?? id,
      account: options.account ?? '',
      procedure: options.procedure ?? about.dossier ?? '',
      signal
    })
    answering.catch(() => {})
    const parsed = operationOf(system, operation).answer.safeParse(await Promise.race([answering, late]))
    if (parsed.success) return { ok: true, value: parsed.data }
    const where = parsed.error.issues.map(issue => issue.path.join('.') || '(whole)').slice(0, 5)
    return { ok: false, error: { code: 'malformed', message: `unexpected at ${where.join(', ')}` } }
  } catch (error) {
    const { code, message } = troubleFrom(error)
    return { ok: false, error: { code, message } }
  }
}

/** Who asks, why and about whom: without names of the person concerned and without the number itself. */
async function factsOf(ctx: Ctx, { operation, about, options, mode }: Sent): Promise<Record<string, unknown>> {
  const { actor } = ctx
  const officer =
    about.officer ??
    (actor.id ? { id: actor.id, name: actor.name, unit: actor.unit, post: actor.roles[0] ?? '' } : null)
  return {
    operation,
    mode,
    purpose: about.purpose,
    legalGround: about.legalGround,
    asker: about.officer ? 'officer' : actor.kind,
    ...(officer ? { officer: officer.id, officerName: officer.name, unit: officer.unit, post: officer.post } : {}),
    ...(about.subject ? { subject: await subjectOf(ctx, about.subject) } : {}),
    ...(about.dossier ? { dossier: about.dossier } : {}),
    ...(about.task ? { task: about.task } : {}),
    ...(about.fields ? { fields: about.fields } : {}),
    ...(about.consentAt ? { consentAt: about.consentAt } : {}),
    ...(options.procedure ? { procedure: options.procedure } : {}),
    ...(options.key ? { key: options.key } : {})
  }
}
