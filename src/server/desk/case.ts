import { computeDeadline } from '#server/calendar/index.ts'
import { revisionById } from '#server/catalogue/index.ts'
import { withheldIn } from '#server/documents/index.ts'
import { clockFor, fits, inputOf, ledgerOf, load, mayDo, maySee, reaches, timelineOf } from '#server/dossiers/index.ts'
import type { Dossier, FileRef, OfficeClock } from '#server/dossiers/index.ts'
import { maskedAddress, noticesOf } from '#server/notices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { currentFile } from '#server/signatures/index.ts'
import { processOf } from '#server/workflow/index.ts'
import { firstAct, GRAVE, isAct, openActs } from './acts.rules.ts'
import type { OpenAct } from './acts.rules.ts'
import { answersOf } from './answers.rules.ts'
import { courseOf } from './course.rules.ts'
import { dueFact } from './due.rules.ts'
import { panelOf } from './panel.ts'
import { orderOf } from './signers.ts'
import { told } from './timeline.rules.ts'
import type { Told } from './timeline.rules.ts'
import { reasonIn } from './words.ts'

export type CaseScreen = NonNullable<Awaited<ReturnType<typeof caseScreen>>>
export type ActLink = OpenAct & { readonly stepName: string | null; readonly grave: boolean }

/**
 * All that the page of a dossier tells, and what this officer may do now; null where there is no such dossier for this
 * officer. `asked` names the act that is open (`do`, `token`) and what an extension is tried with.
 */
export async function caseScreen(ctx: Ctx, code: string, asked: URLSearchParams) {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return null
  const { language } = ctx
  const rules = ruleSet(dossier.ruleSet)
  const [model, clock, events, ledger, revision, notices, withheld] = await Promise.all([
    dossier.procedure.process ? processOf(ctx, dossier.procedure.process) : null,
    clockFor(ctx, rules, dossier.settlingUnit),
    timelineOf(ctx, dossier.id),
    ledgerOf(ctx, dossier.id),
    revisionById(ctx, dossier.procedure.revision),
    noticesOf(ctx, { kind: 'dossier', id: dossier.id }),
    withheldIn(ctx, { kind: 'dossier', ref: dossier.id })
  ])
  const content = revision.ok ? revision.value.content : null
  const names = await namesOf(ctx, dossier, events)
  const acts = openActs(dossier, ctx.actor, { now: ctx.now(), rules, process: model })
  const open = chosen(acts, dossier, asked)
  const course = courseOf(dossier, model, events, language)
  const stepName = (token: string | null) => {
    const step = dossier.steps.find(each => each.token === token)
    return step ? (course.find(each => each.id === step.step)?.name ?? step.name) : null
  }
  return {
    ...factsOf(dossier),
    names: { receiving: names(dossier.receivingUnit), settling: names(dossier.settlingUnit) },
    deadline: deadlineOf(ctx, dossier, clock),
    ledger,
    holders: dossier.steps.map(step => ({
      token: step.token,
      name: stepName(step.token) ?? step.name,
      unit: names(step.unit),
      officer: step.officerName,
      mine: step.officer !== null && step.officer === ctx.actor.id,
      enteredAt: new Date(step.enteredAt),
      due: dueFact(
        {
          dueAt: dateOf(step.dueAt),
          paused: dossier.ledger !== null && dossier.dueAt === null && dossier.limit !== null
        },
        ctx.now(),
        clock
      )
    })),
    course,
    signers: await orderOf(ctx, dossier, model),
    answers: answersOf(content?.form ?? null, dossier.form, language),
    withheld: withheld.map(file => ({ ...file, name: fileName(dossier, file.id) })),
    asked: dossier.asked.map(reason => reasonIn(language, reason)),
    answerBy: dateOf(dossier.answerBy ?? null),
    notices: notices
      .toReversed()
      .map(({ id, channel, toName, toAddress, subject, body, state, createdAt, sentAt }) => ({
        ...{ id, channel, subject, state, toName },
        words: body,
        to: toAddress ? maskedAddress(toAddress) : '',
        at: sentAt ?? createdAt
      })),
    timeline: events.map(event => withUnit(told(event, model, language), names)).reverse(),
    forms: formsOf(dossier),
    mayRate: ctx.actor.may('rating.invite') && (dossier.phase === 'settled' || dossier.phase === 'returned'),
    // Papers that came on paper are digitised by the desk that has them.
    mayScan: ctx.actor.may('paper.scan') && dossier.channel !== 'online' && reaches(ctx.actor, dossier.receivingUnit),
    // A wrong entry is mended at the counter, on pages of its own.
    mends: (['correct', 'void'] as const).filter(kind => fits(dossier, kind) && mayDo(ctx.actor, dossier, { kind })),
    acts: acts.map((act): ActLink => ({ ...act, stepName: stepName(act.token), grave: GRAVE.has(act.name) })),
    panel: open && (await panelOf(ctx, dossier, open, { model, content, stepName: stepName(open.token), asked }))
  }
}

const factsOf = (dossier: Dossier) => ({
  id: dossier.id,
  code: dossier.code,
  version: dossier.version,
  phase: dossier.phase,
  procedure: dossier.procedure,
  channel: dossier.channel,
  applicant: dossier.applicant,
  delegate: dossier.delegate,
  content: dossier.content,
  papers: dossier.papers,
  fee: dossier.fee,
  filedAt: new Date(dossier.filedAt),
  receivedAt: dateOf(dossier.receivedAt),
  finishedAt: dateOf(dossier.finishedAt),
  returnedAt: dateOf(dossier.returnedAt),
  result: dossier.result
})

/** The slips that this dossier can be printed on now. */
const formsOf = (dossier: Dossier): PrintForm[] =>
  (
    [
      ['receipt', dossier.receivedAt !== null],
      ['supplement-request', dossier.phase === 'supplement'],
      ['refusal', dossier.phase === 'not-accepted' || dossier.result?.kind === 'refused'],
      ['apology', (dossier.ledger?.extensions.length ?? 0) > 0],
      ['stop-notice', dossier.phase === 'stopped'],
      ['control-slip', dossier.receivedAt !== null]
    ] as const
  ).flatMap(([form, fits]) => (fits ? [form] : []))
type PrintForm = 'receipt' | 'supplement-request' | 'refusal' | 'apology' | 'stop-notice' | 'control-slip'

const dateOf = (instant: string | null): Date | null => (instant ? new Date(instant) : null)

/** The clock of a dossier, explained; the service-index view beside the decree's. */
function deadlineOf(ctx: Ctx, dossier: Dossier, clock: OfficeClock) {
  const finishedAt = dateOf(dossier.finishedAt)
  const paused = dossier.ledger !== null && dossier.dueAt === null
  const due = dueFact({ dueAt: dateOf(dossier.dueAt), finishedAt, paused }, ctx.now(), clock)
  if (!dossier.ledger)
    return {
      due,
      originalDueAt: null,
      estimateAt: null,
      serviceIndexDueAt: null,
      serviceIndexLate: null,
      explanation: ''
    }
  const input = inputOf(dossier.ledger, clock.rules(dossier.ledger.lateAfter))
  const whole = computeDeadline({ ...input, asOf: ctx.now(), finishedAt }, clock.calendar)
  return {
    due,
    originalDueAt: dateOf(dossier.originalDueAt),
    estimateAt: whole.estimateAt,
    serviceIndexDueAt: whole.serviceIndex.dueAt,
    serviceIndexLate: whole.serviceIndex.late,
    explanation: whole.explanation[ctx.language]
  }
}

async function namesOf(ctx: Ctx, dossier: Dossier, events: readonly { actorUnit: string | null }[]) {
  const codes = [dossier.receivingUnit, dossier.settlingUnit, ...dossier.steps.map(step => step.unit)]
  const names = await unitNames(ctx, [...new Set([...codes, ...events.flatMap(event => event.actorUnit ?? [])])])
  return (code: string): string => {
    const name = names.get(code)
    return name ? wordsIn(ctx.language, name) : code
  }
}

const withUnit = (entry: Told, names: (code: string) => string): Told => ({
  ...entry,
  unit: entry.unit && names(entry.unit)
})

/** The act asked for in the address, if it is open to this officer; else the first. */
function chosen(acts: readonly OpenAct[], dossier: Dossier, asked: URLSearchParams): OpenAct | null {
  const name = asked.get('do')
  const token = asked.get('token')
  if (!isAct(name)) return firstAct(acts, dossier)
  return acts.find(act => act.name === name && (!token || act.token === token)) ?? null
}

/** A file that this dossier refers to, for an officer who may see the dossier. */
export async function fileOfCase(ctx: Ctx, code: string, id: string): Promise<FileRef | null> {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return null
  const handedIn = [...dossier.papers.flatMap(paper => paper.files), ...(dossier.result?.files ?? [])]
  const found = handedIn.find(file => file.id === id)
  if (found) return currentFile(ctx, found)
  const events = await timelineOf(ctx, dossier.id)
  return events.flatMap(event => told(event, null, ctx.language).files).find(file => file.id === id) ?? null
}

/** A file's name as the dossier knows it; those of steps stand in the timeline. */
const fileName = ({ papers, result }: Dossier, id: string): string =>
  [...papers.flatMap(paper => paper.files), ...(result?.files ?? [])].find(file => file.id === id)?.name ??
  `${id.slice(0, 12)}…`
