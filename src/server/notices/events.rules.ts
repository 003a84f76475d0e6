import { z } from '#server/platform/index.ts'
import type { Cause, Collect, DossierFacts, Message, Point } from './model.ts'

/** What is known of the dossier beside the event. */
export type Around = DossierFacts & {
  /** Before a pause ended: what people were told last. */
  readonly dueBefore?: string | null
  /** The article under which due dates are extended. */
  readonly extensionArticle?: string
  readonly collect: Collect
  /** Where results are collected, with its street address. */
  readonly where: string
  readonly resultNumber?: string
}

/** The members of dossier events that applicants are told about; events come from the log as JSON. */
const Told = z.object({
  dueAt: z.string().nullish(),
  from: z.string().nullish(),
  reason: z.string().default(''),
  because: z.string().default(''),
  cause: z.enum(['supplement', 'fee', 'other-agency', 'force-majeure']).optional(),
  accepted: z.boolean().default(true),
  amount: z.number().default(0),
  kind: z.string().default('granted'),
  reasons: z.array(z.object({ about: z.object({ name: z.string() }), note: z.string() })).default([]),
  result: z.object({ number: z.string() }).optional(),
  answerBy: z.union([z.object({ from: z.string(), to: z.string() }), z.string()]).nullish()
})
type Told = z.infer<typeof Told>

/** What an event of a dossier makes the office say to its applicant, or null when it says nothing. */
export function noticeFor(
  event: { readonly type: string; readonly at: Date | string; readonly data: object },
  around: Around
): Message | null {
  const say = SAID[event.type]
  const { addressee, office, code, procedure, link } = around
  const dossier: DossierFacts = { addressee, office, code, procedure, link }
  return say?.(dossier, Told.parse(event.data), around, new Date(event.at).toISOString()) ?? null
}

type Saying = (dossier: DossierFacts, told: Told, around: Around, at: string) => Message | null

const SAID: Readonly<Record<string, Saying>> = {
  'dossier.filed': (d, _, __, at) => ({ template: 'filed', facts: { ...d, at } }),
  'dossier.received': (d, told, _, at) => ({ template: 'received', facts: { ...d, at, dueAt: told.dueAt ?? null } }),
  'dossier.not-accepted': (d, told) => ({ template: 'not-accepted', facts: { ...d, reasons: pointsOf(told) } }),
  'dossier.supplement-requested': (d, told) => ({
    template: 'supplement-requested',
    facts: { ...d, missing: pointsOf(told), accepted: told.accepted }
  }),
  'dossier.fee-requested': (d, { amount, reason }) => ({ template: 'fee-due', facts: { ...d, amount, reason } }),
  'clock.extended': (d, told, { extensionArticle }) =>
    dueChanged(d, told.from, told.dueAt, { reason: told.reason }, { sorry: true, article: extensionArticle }),
  'clock.recomputed': (d, told) =>
    dueChanged(d, told.from, told.dueAt, { reason: told.because }, { sorry: isLater(told) }) ?? answerChanged(d, told),
  'clock.resumed': (d, told, { dueBefore }) =>
    told.cause ? dueChanged(d, dueBefore, told.dueAt, { cause: told.cause }, { sorry: false }) : null,
  'dossier.settled': (d, told, { collect, where, resultNumber: number = '' }) =>
    told.kind === 'refused'
      ? { template: 'refused', facts: { ...d, reasons: [], number, where } }
      : { template: 'result-ready', facts: { ...d, number, collect, where } },
  'dossier.refused': (d, told, { where }) => ({
    template: 'refused',
    facts: { ...d, reasons: pointsOf(told), number: told.result?.number ?? '', where }
  }),
  'dossier.stopped': (d, { reason }) => ({ template: 'stopped', facts: { ...d, reason } }),
  'dossier.withdrawn': d => ({ template: 'withdrawn', facts: d })
}

/** The applicant is awaited and has another date to answer by. */
const answerChanged = (d: DossierFacts, { answerBy, because }: Told): Message | null =>
  typeof answerBy === 'object' && answerBy
    ? { template: 'answer-changed', facts: { ...d, from: answerBy.from, answerBy: answerBy.to, because } }
    : null

const pointsOf = (told: Told): Point[] => told.reasons.map(({ about, note }) => ({ about: about.name, note }))
const isLater = ({ from, dueAt }: Told) => !!from && !!dueAt && new Date(dueAt) > new Date(from)

/** Nothing is said while the clock stands still, nor when the date stays what it was. */
function dueChanged(
  dossier: DossierFacts,
  from: string | null | undefined,
  dueAt: string | null | undefined,
  because: { reason: string } | { cause: Cause },
  more: { sorry: boolean; article?: string }
): Message | null {
  if (!dueAt || (from && new Date(from).getTime() === new Date(dueAt).getTime())) return null
  const { sorry, article } = more
  return {
    template: 'due-changed',
    facts: { ...dossier, from: from ?? null, dueAt, because, sorry, ...(article && { article }) }
  }
}
