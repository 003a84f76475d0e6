import type { z } from 'zod'
import type { SystemName } from './model.ts'

/** One question that an outside system answers. Both directions are parsed: nothing unknown comes in. */
export type Operation<Q = unknown, A = unknown> = {
  readonly request: z.ZodType<Q>
  /** Expected refusals (not found, quota, locked) are variants of the answer, not errors. */
  readonly answer: z.ZodType<A>
  /** How long somebody who waits at the counter waits, and how long a job does. */
  readonly timeoutMs: { readonly direct: number; readonly background: number }
  /** Days for which question and answer are kept, encrypted. */
  readonly keptDays: number
  /** What is kept of an answer that is itself kept elsewhere, as a file is. */
  kept?(answer: A): unknown
  /** Whom an answer turns out to concern, where the question named them otherwise (an old number). */
  concerns?(answer: A): string | null
}

/** What an outside system is to us, whoever builds it and however it is reached. */
export type Contract<O extends Operations = Operations> = {
  readonly system: SystemName
  readonly operations: O
  /** What people are told when it is down, and what goes on working: keys of the slice's words. */
  readonly degraded: { readonly banner: string; readonly works: readonly string[] }
}
export type Operations = Readonly<Record<string, Operation>>
export type RequestOf<O> = O extends Operation<infer Q> ? Q : never
export type AnswerOf<O> = O extends Operation<unknown, infer A> ? A : never

/** What a connector is told beside the question. */
export type Sending = {
  /** Names the question on the wire, so that the answer can be known as its own. */
  readonly call: string
  /** Names the occasion: the same in every repetition. */
  readonly key: string
  /** The account of the outside system in whose name it is asked. */
  readonly account: string
  readonly procedure: string
  /** When it is asked, for protocols that sign the time. */
  readonly at: Date
  readonly signal: AbortSignal
}

/** Speaks one wire protocol. Throws `Trouble` when there is no answer; what it returns is parsed by the contract. */
export type Connector = {
  /** `soap`, `rest`, ...: shown to administrators. */
  readonly kind: string
  readonly address: string
  send(operation: string, request: unknown, sending: Sending): Promise<unknown>
  /** Throws `Trouble` while the system does not answer. Asks for nobody's data. */
  ping(signal: AbortSignal, at: Date): Promise<void>
  close(): void
}

/** How much of a system one process and one day may use. */
export type Limits = {
  /** Calls under way at once in this process: for people who wait, and for the outbox. */
  readonly concurrent: { readonly direct: number; readonly background: number }
  /** Failures in a row that open the breaker, and for how long at first and at most. */
  readonly breaker: BreakerSettings
}
export type BreakerSettings = {
  readonly failures: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}
export const LIMITS: Limits = {
  concurrent: { direct: 8, background: 2 },
  breaker: { failures: 3, firstPauseMs: 10_000, longestPauseMs: 120_000 }
}

/** A system that this installation is connected to. */
export type System<C extends Contract = Contract> = {
  readonly contract: C
  readonly connector: Connector
  readonly limits: Limits
  /** Questions a day: an officer's, and the installation's. */
  readonly quota?: Quota
  /** The account for what no officer asks. */
  readonly serviceAccount?: string | null
}
export type Quota = { readonly officer: number; readonly system: number }
