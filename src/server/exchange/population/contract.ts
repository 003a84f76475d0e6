import type { Operation } from '../contract.ts'
import { Fetched, FetchRequest, Related, RelatedRequest, Verified, VerifyRequest } from './model.ts'

const TIMES = { direct: 2_500, background: 20_000 }
/** Contents are needed until the dossier they served is likely to be settled and its complaints are over. */
const KEPT_DAYS = 180

/** The National Population Database, whichever way the province reaches it. */
export const population = {
  system: 'population',
  operations: {
    verify: { request: VerifyRequest, answer: Verified, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      VerifyRequest,
      Verified
    >,
    fetch: {
      request: FetchRequest,
      answer: Fetched,
      timeoutMs: TIMES,
      keptDays: KEPT_DAYS,
      concerns: answer => (answer.kind === 'found' ? (answer.number ?? null) : null)
    } as Operation<FetchRequest, Fetched>,
    relatives: { request: RelatedRequest, answer: Related, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      RelatedRequest,
      Related
    >
  },
  degraded: {
    banner: 'exchange.population.banner',
    works: ['exchange.population.works-receive', 'exchange.population.works-later', 'exchange.population.works-paper']
  }
} as const
