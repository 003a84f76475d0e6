/** An outside system by its short name: `population`, `portal`, ... Slices that bring one choose it. */
export type SystemName = string & { readonly brand?: 'SystemName' }

/** Why and for whom a question is asked: kept with every request, so that the person concerned can be told. */
export type About = {
  /** What it serves, in the words of the procedure. */
  readonly purpose: string
  readonly legalGround: string
  /** The dossier it is asked for, where there is one already. */
  readonly dossier?: string
  /** What the officer was working on; a look-up without a task raises an alert. */
  readonly task?: { readonly kind: 'dossier' | 'draft' | 'service'; readonly ref: string } | null
  /** The personal number of the person concerned; only its keyed hash is kept in the record. */
  readonly subject?: string
  readonly fields?: readonly string[]
  /** Whose question it is, where a job asks in somebody's name; else the actor's. */
  readonly officer?: Asking
  /** The person's own consent, where that is the ground. */
  readonly consentAt?: string
}
export type Asking = { readonly id: string; readonly name: string; readonly unit: string | null; readonly post: string }

/** What can go wrong between two systems. An answer such as "not found" is no trouble; it belongs to the contract. */
export const TROUBLES = {
  timeout: { retry: true },
  unreachable: { retry: true },
  certificate: { retry: true },
  credentials: { retry: true },
  'server-error': { retry: true },
  'half-answer': { retry: true },
  malformed: { retry: true },
  'not-ours': { retry: true },
  'request-refused': { retry: false }
} as const satisfies Record<string, { readonly retry: boolean }>
export type TroubleCode = keyof typeof TROUBLES

/** Why there is no answer, as callers get it. `later`: it makes sense to leave the question in the outbox. */
export type ExchangeRefusal =
  | { readonly code: 'system-not-configured'; readonly system: SystemName }
  | { readonly code: 'system-down'; readonly system: SystemName; readonly since: Date | null }
  | { readonly code: 'system-busy'; readonly system: SystemName }
  | {
      readonly code: 'system-trouble'
      readonly system: SystemName
      readonly trouble: TroubleCode
      readonly call: string
    }

export type Breaker = 'closed' | 'open' | 'half-open'
/** The breaker of one system as all processes see it. */
export type BreakerState = {
  readonly breaker: Breaker
  /** Failures in a row. */
  readonly failures: number
  /** Openings in a row without an answer between: each waits longer. */
  readonly openings: number
  readonly failingSince: Date | null
  readonly retryAt: Date | null
}

export type Outage = { readonly id: number; readonly from: Date; readonly to: Date | null; readonly cause: string }
