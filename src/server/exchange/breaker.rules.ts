import type { BreakerSettings } from './contract.ts'
import type { BreakerState } from './model.ts'

export const CLOSED: BreakerState = { breaker: 'closed', failures: 0, openings: 0, failingSince: null, retryAt: null }

/** May a call go out? `probe`: one only, to see whether the system is back. */
export function gate(state: BreakerState, now: Date): 'go' | 'probe' | 'stop' {
  if (state.breaker === 'closed') return 'go'
  return state.retryAt !== null && state.retryAt <= now ? 'probe' : 'stop'
}

/** A trial is under way; should its process die, the next may try after the lease. */
export const probing = (state: BreakerState, now: Date, leaseMs: number): BreakerState => ({
  ...state,
  breaker: 'half-open',
  retryAt: new Date(now.getTime() + leaseMs)
})

/** One more failure: after so many in a row, or a failed trial, nobody calls for a while; each time twice as long. */
export function afterFailure(state: BreakerState, settings: BreakerSettings, now: Date): BreakerState {
  const failures = state.failures + 1
  const failingSince = state.failingSince ?? now
  if (state.breaker === 'closed' && failures < settings.failures) return { ...state, failures, failingSince }
  // Calls that were under way when it opened fail too; they do not make the pause longer.
  if (state.breaker === 'open') return { ...state, failures }
  const pause = Math.min(settings.firstPauseMs * 2 ** state.openings, settings.longestPauseMs)
  const retryAt = new Date(now.getTime() + pause)
  return { breaker: 'open', failures, openings: state.openings + 1, failingSince, retryAt }
}
