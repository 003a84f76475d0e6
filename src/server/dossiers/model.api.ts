import { z } from '#server/platform/http.ts'
import { DOSSIER_PHASES, ruleSet } from '#server/rulesets/index.ts'
import type { Dossier } from './model.ts'
import type { DossierRow, TimelineEntry } from './views.ts'

const Instant = z.iso.datetime().nullable()
const PartyView = z.object({
  kind: z.enum(['person', 'organisation']),
  name: z.string(),
  number: z.string(),
  birth: z.string().optional(),
  sex: z.enum(['male', 'female']).optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional()
})

/** A dossier as other systems see it. Times are UTC; `nationalState` is the state exchanged with the national portal. */
export const DossierView = z
  .object({
    id: z.uuid(),
    code: z.string(),
    version: z.number().int(),
    phase: z.enum(DOSSIER_PHASES),
    nationalState: z.number().int().nullable(),
    ruleSet: z.string(),
    procedure: z.object({ code: z.string(), name: z.string(), revision: z.string() }),
    channel: z.enum(['online', 'counter', 'post']),
    applicant: PartyView,
    delegate: PartyView.extend({ authorisation: z.string() }).nullable(),
    content: z.string(),
    papers: z.array(
      z.object({ code: z.string(), name: z.string(), originals: z.number(), certified: z.number(), copies: z.number() })
    ),
    fee: z.object({ amount: z.number(), paid: z.number() }),
    receivingUnit: z.string(),
    settlingUnit: z.string(),
    filedAt: Instant,
    receivedAt: Instant,
    originalDueAt: Instant,
    dueAt: Instant,
    finishedAt: Instant,
    returnedAt: Instant,
    steps: z.array(
      z.object({
        token: z.string(),
        name: z.string(),
        unit: z.string(),
        officerName: z.string().nullable(),
        enteredAt: Instant,
        dueAt: Instant
      })
    ),
    asked: z.array(
      z.object({
        code: z.string(),
        about: z.object({ kind: z.string(), ref: z.string(), name: z.string() }),
        note: z.string()
      })
    ),
    result: z
      .object({ kind: z.enum(['granted', 'refused']), number: z.string(), signedBy: z.string(), signedAt: Instant })
      .nullable()
  })
  .openapi('Dossier')
export type DossierView = z.infer<typeof DossierView>

export const viewOf = (dossier: Dossier): DossierView => ({
  id: dossier.id,
  code: dossier.code,
  version: dossier.version,
  phase: dossier.phase,
  nationalState: ruleSet(dossier.ruleSet).nationalStates[dossier.phase],
  ruleSet: dossier.ruleSet,
  procedure: { code: dossier.procedure.code, name: dossier.procedure.name, revision: dossier.procedure.revision },
  channel: dossier.channel,
  applicant: dossier.applicant,
  delegate: dossier.delegate,
  content: dossier.content,
  papers: dossier.papers.map(({ code, name, originals, certified, copies }) => ({
    code,
    name,
    originals,
    certified,
    copies
  })),
  fee: dossier.fee,
  receivingUnit: dossier.receivingUnit,
  settlingUnit: dossier.settlingUnit,
  filedAt: dossier.filedAt,
  receivedAt: dossier.receivedAt,
  originalDueAt: dossier.originalDueAt,
  dueAt: dossier.dueAt,
  finishedAt: dossier.finishedAt,
  returnedAt: dossier.returnedAt,
  steps: dossier.steps.map(({ token, name, unit, officerName, enteredAt, dueAt }) => ({
    token,
    name,
    unit,
    officerName,
    enteredAt,
    dueAt
  })),
  asked: [...dossier.asked],
  result: dossier.result && {
    kind: dossier.result.kind,
    number: dossier.result.number,
    signedBy: dossier.result.signedBy,
    signedAt: dossier.result.signedAt
  }
})

/** A line of a list. */
export const DossierRowView = z
  .object({
    id: z.uuid(),
    code: z.string(),
    phase: z.enum(DOSSIER_PHASES),
    procedureCode: z.string(),
    procedureName: z.string(),
    applicantName: z.string(),
    channel: z.enum(['online', 'counter', 'post']),
    receivingUnit: z.string(),
    settlingUnit: z.string(),
    filedAt: Instant,
    receivedAt: Instant,
    dueAt: Instant,
    finishedAt: Instant,
    returnedAt: Instant
  })
  .openapi('DossierRow')

const instant = (at: Date | null): string | null => at?.toISOString() ?? null
export const rowView = (row: DossierRow): z.infer<typeof DossierRowView> => ({
  ...row,
  channel: row.channel as Dossier['channel'],
  filedAt: instant(row.filedAt),
  receivedAt: instant(row.receivedAt),
  dueAt: instant(row.dueAt),
  finishedAt: instant(row.finishedAt),
  returnedAt: instant(row.returnedAt)
})

/** One thing that happened, as the log keeps it. */
export const EventView = z
  .object({
    version: z.number().int(),
    type: z.string(),
    at: Instant,
    actorKind: z.string(),
    actorName: z.string(),
    actorUnit: z.string().nullable(),
    data: z.record(z.string(), z.unknown())
  })
  .openapi('Event')

export const eventView = (entry: TimelineEntry): z.infer<typeof EventView> => ({
  version: entry.version,
  type: entry.type,
  at: entry.atTime.toISOString(),
  actorKind: entry.actorKind,
  actorName: entry.actorName,
  actorUnit: entry.actorUnit,
  data: { ...entry.data }
})

/** Where the next page begins. Opaque to others, so that it may change. */
export const writeCursor = ({ filedAt, id }: Pick<DossierRow, 'filedAt' | 'id'>): string =>
  Buffer.from(JSON.stringify([filedAt.toISOString(), id])).toString('base64url')

const Cursor = z.tuple([z.iso.datetime(), z.uuid()])
export function readCursor(text: string): { filedAt: string; id: string } | null {
  try {
    const [filedAt, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { filedAt, id }
  } catch {
    return null
  }
}
