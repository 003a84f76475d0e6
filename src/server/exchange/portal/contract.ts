import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Operation } from '../contract.ts'
import { KnownThere, PortalRecord, ProgressLine, Taken } from './model.ts'

const TIMES = { direct: 5_000, background: 60_000 }
/** Questions and answers are kept until a quarter's reconciliation with the portal is over. */
const KEPT_DAYS = 120
/** As much as one message carries. */
export const MOST_RECORDS = 500

const SyncRequest = z.object({ updating: z.boolean(), records: z.array(PortalRecord).min(1).max(MOST_RECORDS) })
const ProgressRequest = z.object({ lines: z.array(ProgressLine).min(1).max(MOST_RECORDS) })
const LookUpRequest = z.object({ codes: z.array(z.string()).max(MOST_RECORDS), changedAfter: z.string().nullable() })
const Known = z.object({
  kind: z.literal('known'),
  dossiers: z.array(KnownThere),
  /** Where the next question about changes goes on. */
  upTo: z.string().nullable()
})
const ArrivalsRequest = z.object({ after: z.string(), most: z.number().int().min(1).max(MOST_RECORDS) })
const Arrivals = z.object({ kind: z.literal('arrivals'), messages: z.array(z.unknown()), cursor: z.string() })
const Procedure = z.object({ code: z.string(), name: z.string() })
const Procedures = z.object({ kind: z.literal('procedures'), procedures: z.array(Procedure) })

const FileRequest = z.object({ path: z.string().min(1).max(500), most: z.number().int().positive() })
const FileAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), base64: z.base64() }),
  z.object({ kind: z.literal('not-found') })
])
/** A file itself is kept once, with the dossier; of the answer its size and hash. */
const keptOfFile = (answer: z.infer<typeof FileAnswer>): unknown => {
  if (answer.kind !== 'file') return answer
  const bytes = Buffer.from(answer.base64, 'base64')
  return { kind: 'file', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

type Shape<Q extends z.ZodType, A extends z.ZodType> = Operation<z.infer<Q>, z.infer<A>>
const operation = <Q extends z.ZodType, A extends z.ZodType>(request: Q, answer: A): Shape<Q, A> =>
  ({ request, answer, timeoutMs: TIMES, keptDays: KEPT_DAYS }) as Shape<Q, A>

/** The national service portal: dossiers, progress and what people do there, in both directions. */
export const portal = {
  system: 'portal',
  operations: {
    sync: operation(SyncRequest, Taken),
    progress: operation(ProgressRequest, Taken),
    'look-up': operation(LookUpRequest, Known),
    arrivals: operation(ArrivalsRequest, Arrivals),
    file: { ...operation(FileRequest, FileAnswer), timeoutMs: { direct: 5_000, background: 20_000 }, kept: keptOfFile },
    procedures: operation(z.object({}), Procedures),
    procedure: operation(z.object({ code: z.string() }), Procedures)
  },
  degraded: {
    banner: 'exchange.portal.banner',
    works: ['exchange.portal.works-here', 'exchange.portal.works-later', 'exchange.portal.works-late']
  }
} as const
