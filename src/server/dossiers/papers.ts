import { limitWords, revisionById } from '#server/catalogue/index.ts'
import { unit, unitNames } from '#server/organisation/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { dayOf, endOf, startOf } from '#server/platform/index.ts'
import { rulesToday } from '#server/rulesets/index.ts'
import { sealPaper, shortHolder } from '#server/seals/index.ts'
import type { FormKind } from '#server/rulesets/index.ts'
import { registerOf } from './counter.views.ts'
import type { FormData, IssuingOffice, PaperLine, Party as PartyOnPaper, RegisterForm } from './forms.model.ts'
import { handoversOf } from './handovers.rules.ts'
import type { Dossier, Party } from './model.ts'
import { reasonOnPaper } from './reasons.ts'
import { text as vi } from './text.vi.ts'
import { timelineOf } from './views.ts'
import type { TimelineEntry } from './views.ts'

/** The slips that belong to one dossier. */
export const SLIPS = [
  'receipt',
  'supplement-request',
  'refusal',
  'apology',
  'stop-notice',
  'control-slip'
] as const satisfies readonly FormKind[]
export type Slip = (typeof SLIPS)[number]
export const isSlip = (text: string): text is Slip => (SLIPS as readonly string[]).includes(text)

/** A slip of a dossier, filled in and ready for `printForm`. Who may see the dossier is asked before. */
export async function formDataFor(
  ctx: Ctx,
  dossier: Dossier,
  kind: Slip
): Promise<Result<FormData, { code: 'slip-not-due' }>> {
  const timeline = await timelineOf(ctx, dossier.id)
  const called = timeline.findLast(entry => isCalledBy(kind, entry))
  if (!called) return err({ code: 'slip-not-due' })
  // The control slip grows with the dossier, so it bears the day it is printed.
  const issued = await issuedFor(ctx, dossier, kind === 'control-slip' ? ctx.now() : called.atTime)
  switch (kind) {
    case 'receipt':
      return ok(await receipt(ctx, dossier, timeline, issued))
    case 'supplement-request':
      return ok(supplementRequest(dossier, last(timeline, 'dossier.supplement-requested'), issued))
    case 'refusal':
      return ok(refusal(dossier, last(timeline, 'dossier.not-accepted') ?? last(timeline, 'dossier.refused'), issued))
    case 'apology':
      return ok(await apology(ctx, dossier, last(timeline, 'clock.extended')!, issued))
    case 'stop-notice':
      return ok(stopNotice(dossier, timeline, issued))
    case 'control-slip':
      return ok(await controlSlip(ctx, dossier, timeline, issued))
    default:
      return kind satisfies never
  }
}

type Issued = Pick<RegisterForm, 'ruleSet' | 'office' | 'issuedAt'> & { readonly number: string }
type Entry<T extends TimelineEntry['type']> = Extract<TimelineEntry, { type: T }>
const last = <T extends TimelineEntry['type']>(timeline: readonly TimelineEntry[], type: T): Entry<T> | undefined =>
  timeline.findLast((entry): entry is Entry<T> => entry.type === type)

/** What called for a slip: it bears that day, however often it is printed again. */
const CALLED_BY = {
  receipt: ['dossier.received', 'dossier.settled-at-once'],
  'supplement-request': ['dossier.supplement-requested'],
  refusal: ['dossier.not-accepted', 'dossier.refused'],
  apology: ['clock.extended'],
  'stop-notice': ['dossier.stopped', 'dossier.withdrawn'],
  'control-slip': ['step.completed', 'step.sent-back']
} as const satisfies Record<Slip, readonly TimelineEntry['type'][]>
const isCalledBy = (slip: Slip, entry: TimelineEntry): boolean =>
  (CALLED_BY[slip] as readonly string[]).includes(entry.type)

/** Which slips a dossier's history calls for. */
export const slipsOf = (timeline: readonly TimelineEntry[]): Slip[] =>
  SLIPS.filter(slip => timeline.some(entry => isCalledBy(slip, entry)))

export const issuedFor = async (ctx: Ctx, dossier: Dossier, issuedAt: Date): Promise<Issued> => ({
  ruleSet: dossier.ruleSet,
  office: await officeOf(ctx, dossier.receivingUnit),
  number: dossier.code.split('-').at(-1) ?? '',
  issuedAt
})

/** The head of every form: the unit, the one above it, and the place before the date. */
export async function officeOf(ctx: Ctx, code: string): Promise<IssuingOffice> {
  const own = await unit(ctx, code)
  const above = own?.parent ? await unit(ctx, own.parent) : undefined
  const named = own?.level === 'commune' ? own.name.vi : ctx.province.name
  return {
    ...(above ? { superior: above.name.vi } : {}),
    name: own?.name.vi ?? code,
    centre: own?.kind === 'centre',
    place: named.replace(/^(Ủy ban nhân dân\s+)?(tỉnh|thành phố|phường|xã|đặc khu)\s+/i, ''),
    ...(own?.address ? { address: own.address } : {}),
    ...(own?.phone ? { phone: own.phone } : {})
  }
}

export const onPaper = ({ name, number, address, phone, email }: Party): PartyOnPaper => ({
  name,
  idNumber: number,
  ...(address ? { address } : {}),
  ...(phone ? { phone } : {}),
  ...(email ? { email } : {})
})

export const linesOf = (dossier: Dossier): PaperLine[] =>
  dossier.papers.map(({ name, originals, certified, copies }) => ({
    name,
    ...(originals ? { original: originals } : {}),
    ...(certified ? { certified } : {}),
    ...(copies ? { copy: copies } : {})
  }))

const requestOf = (dossier: Dossier): string => dossier.content || dossier.procedure.name
const money = (amount: number): string => `${new Intl.NumberFormat('vi-VN').format(amount)} đồng`
const feeOnPaper = ({ amount, paid }: Dossier['fee']): string =>
  amount === 0 && paid === 0
    ? 'không thu'
    : paid >= amount
      ? `${money(paid)} (đã thu)`
      : paid > 0
        ? `${money(amount)} (đã thu ${money(paid)})`
        : `${money(amount)} (chưa thu)`

async function receipt(
  ctx: Ctx,
  dossier: Dossier,
  timeline: readonly TimelineEntry[],
  issued: Issued
): Promise<FormData> {
  const published = await revisionById(ctx, dossier.procedure.revision)
  const receiver = timeline.find(({ type }) => type === 'dossier.received' || type === 'dossier.settled-at-once')
  const { applicant, delegate } = dossier
  const notifyBy = [applicant.phone && 'điện thoại', applicant.email && 'thư điện tử'].filter(Boolean).join(', ')
  return {
    ...issued,
    kind: 'receipt',
    code: dossier.code,
    applicant: onPaper(delegate ?? applicant),
    ...(delegate ? { authorisedBy: { ...onPaper(applicant), paper: delegate.authorisation } } : {}),
    procedure: { code: dossier.procedure.code, name: dossier.procedure.name },
    ...(dossier.content && dossier.content !== dossier.procedure.name ? { request: dossier.content } : {}),
    papers: linesOf(dossier),
    sets: published.ok ? published.value.content.sets : 1,
    limit: dossier.limit ? limitWords('vi', dossier.limit) : 'không quy định',
    receivedAt: new Date(dossier.receivedAt ?? dossier.filedAt),
    ...(dossier.originalDueAt ? { dueAt: new Date(dossier.dueAt ?? dossier.originalDueAt) } : {}),
    channel: vi[`channel.${dossier.channel}`],
    resultWay: `Tại ${issued.office.name}`,
    fee: feeOnPaper(dossier.fee),
    ...(notifyBy ? { notifyBy } : {}),
    receiver: receiver?.actorName ?? '',
    origin: ctx.province.origin,
    seal: await sealOf(ctx, dossier)
  }
}

/** The receipt proves itself: its QR says what stands on it, signed. */
const sealOf = (ctx: Ctx, dossier: Dossier) => {
  const due = dossier.originalDueAt ? (dossier.dueAt ?? dossier.originalDueAt) : null
  return sealPaper(ctx, {
    kind: 'receipt',
    code: dossier.code,
    day: dayOf(new Date(dossier.receivedAt ?? dossier.filedAt)),
    due: due && dayOf(new Date(due)),
    number: '',
    holder: shortHolder(dossier.applicant.name),
    hash: null
  })
}

function supplementRequest(
  dossier: Dossier,
  asked: Entry<'dossier.supplement-requested'> | undefined,
  issued: Issued
): FormData {
  const guide = asked?.actorName ?? ''
  return {
    ...issued,
    kind: 'supplement-request',
    code: dossier.code,
    applicant: onPaper(dossier.applicant),
    request: requestOf(dossier),
    missing: (asked?.data.reasons ?? []).map(reason => ({
      what: reason.about.name || vi[`reason.${reason.code}`],
      reason: reason.about.name
        ? `${vi[`reason.${reason.code}`]}. ${withoutName(reason.note, reason)}`.trim()
        : reason.note
    })),
    contact: { name: guide, ...(issued.office.phone ? { phone: issued.office.phone } : {}) },
    guide
  }
}

/** A note that only repeats code and paper adds nothing on a slip that names both. */
const withoutName = (note: string, reason: Parameters<typeof reasonOnPaper>[0]): string =>
  note === reasonOnPaper({ ...reason, note: '' }) ? '' : note

function refusal(
  dossier: Dossier,
  refused: Entry<'dossier.not-accepted'> | Entry<'dossier.refused'> | undefined,
  issued: Issued
): FormData {
  return {
    ...issued,
    kind: 'refusal',
    code: dossier.code,
    applicant: onPaper(dossier.applicant),
    request: requestOf(dossier),
    reasons: (refused?.data.reasons ?? []).map(reason => ({ text: reasonOnPaper(reason) })),
    receiver: refused?.actorName ?? ''
  }
}

const nameOf = async (ctx: Ctx, code: string): Promise<string> => (await unitNames(ctx, [code])).get(code)?.vi ?? code

async function apology(
  ctx: Ctx,
  dossier: Dossier,
  extended: Entry<'clock.extended'>,
  issued: Issued
): Promise<FormData> {
  return {
    ...issued,
    kind: 'apology',
    code: dossier.code,
    applicant: onPaper(dossier.applicant),
    procedure: dossier.procedure,
    receivedAt: new Date(dossier.receivedAt ?? dossier.filedAt),
    settlingAgency: await nameOf(ctx, dossier.settlingUnit),
    dueAt: new Date(extended.data.from),
    reason: extended.data.reason,
    newDueAt: new Date(extended.data.dueAt),
    signer: { post: 'Thủ trưởng đơn vị', name: extended.actorName }
  }
}

function stopNotice(dossier: Dossier, timeline: readonly TimelineEntry[], issued: Issued): FormData {
  const stopped = last(timeline, 'dossier.withdrawn') ?? last(timeline, 'dossier.stopped')!
  const before = dossier.steps[0]?.name ?? last(timeline, 'step.completed')?.data.name
  return {
    ...issued,
    kind: 'stop-notice',
    code: dossier.code,
    applicant: onPaper(dossier.applicant),
    procedure: dossier.procedure,
    receivedAt: new Date(dossier.receivedAt ?? dossier.filedAt),
    requestedAt: last(timeline, 'dossier.withdrawal-requested')?.atTime ?? stopped.atTime,
    reason: stopped.data.reason,
    stateAtStop: before ?? vi['phase.accepted'],
    returnedPapers: dossier.papers.map(paper => paper.name),
    ...(dossier.fee.paid > 0 ? { fee: feeOnPaper(dossier.fee) } : {}),
    signer: { post: 'Người giải quyết', name: stopped.actorName }
  }
}

async function controlSlip(
  ctx: Ctx,
  dossier: Dossier,
  timeline: readonly TimelineEntry[],
  issued: Issued
): Promise<FormData> {
  const handovers = handoversOf(timeline)
  const names = await unitNames(ctx, [...new Set(handovers.flatMap(({ from, to }) => [from, to]))])
  const named = (code: string) => names.get(code)?.vi ?? code
  return {
    ...issued,
    kind: 'control-slip',
    code: dossier.code,
    procedure: dossier.procedure,
    settlingAgency: await nameOf(ctx, dossier.settlingUnit),
    receivedAt: new Date(dossier.receivedAt ?? dossier.filedAt),
    ...(dossier.originalDueAt ? { dueAt: new Date(dossier.dueAt ?? dossier.originalDueAt) } : {}),
    handovers: handovers.map(({ from, to, ...rest }) => ({ from: named(from), to: named(to), ...rest }))
  }
}

/** At most this many lines of the book in one print. */
const MOST_LINES = 2000

/** The register book of the officer's desk for a span of days (form 07 of 2025, 06 of 2018). */
export async function registerData(ctx: Ctx, from: Day, to: Day): Promise<RegisterForm> {
  const code = ctx.actor.unit ?? ''
  const rows = await registerOf(ctx, { from: startOf(from), to: endOf(to), after: null, limit: MOST_LINES })
  const names = await unitNames(ctx, [...new Set(rows.map(row => row.settlingUnit))])
  return {
    kind: 'register',
    ruleSet: (await rulesToday(ctx)).id,
    office: await officeOf(ctx, code),
    issuedAt: ctx.now(),
    field: 'Tất cả các lĩnh vực',
    from: startOf(from),
    to: startOf(to),
    rows: rows.map(row => ({
      code: row.code,
      procedure: row.procedureName,
      person: row.applicantName,
      contact: [row.address, row.phone].filter(Boolean).join('; '),
      leadAgency: names.get(row.settlingUnit)?.vi ?? row.settlingUnit,
      receivedAt: row.receivedAt ?? row.filedAt,
      ...(row.dueAt ? { dueAt: row.dueAt } : {}),
      ...(row.returnedAt ? { returnedAt: row.returnedAt } : {}),
      ...(row.channel ? { resultWay: vi[`channel.${row.channel as 'counter'}`] } : {}),
      ...(row.source ? { note: row.source } : {}),
      ...(row.phase === 'voided' || row.phase === 'not-accepted' ? { note: vi[`phase.${row.phase}`] } : {})
    }))
  }
}
