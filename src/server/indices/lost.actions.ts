import { officersOf } from '#server/identity/index.ts'
import { units } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Refusal, Result } from '#server/platform/index.ts'
import { accountabilityCase } from './accountability.rules.ts'
import type { Accountability, AccountabilityCommand } from './accountability.rules.ts'
import { caseId, loadCase, tell } from './case.store.ts'
import { leavesOf } from './edition.rules.ts'
import * as editions from './edition.store.ts'
import { isAccountable, lostPointCase } from './lost.rules.ts'
import type { LossFacts, LostCommand, LostPoint } from './lost.rules.ts'
import type { Crossing, EditionId, EditionRow, HeadThen, IndexNode, NodeKey, Subject } from './model.ts'
import { fallOf, judgedBy } from './links.rules.ts'
import { taskByCode } from './operations.store.ts'
import { answersFor } from './score.actions.ts'
import { scoresOf } from './score.views.ts'
import type { ScoreLine } from './score.views.ts'
import { notReached, outsideInterval, verdictOn } from './verdict.rules.ts'
import type { Outcome } from './verdict.rules.ts'

const refOf = (facts: Pick<LossFacts, 'edition' | 'subject' | 'node' | 'loss'>) =>
  `${facts.edition}:${facts.subject}:${facts.node}:${facts.loss}`
const outcomeOf = ({ final, low, high, minimum, maximum }: ScoreLine): Outcome => ({
  final,
  low,
  high,
  minimum,
  maximum
})

type Outcomes = ReadonlyMap<NodeKey, Outcome>
const outcomes = (lines: readonly ScoreLine[]) => new Map(lines.map(line => [line.key, outcomeOf(line)]))

/** The edition of the year before with a crosswalk to this one. */
async function editionBefore(ctx: Ctx, now: EditionRow): Promise<EditionRow | null> {
  const [row] = await ctx.sql<{ id: string }[]>`
    select e.id from index_edition e
    where e.index_key = ${now.index} and e.year < ${now.year}
      and exists (select from index_crosswalk c where c.from_edition = e.id and c.to_edition = ${now.id})
    order by e.year desc limit 1`
  return row ? editions.edition(ctx, row.id) : null
}

/**
 * Registers what a subject lost in an edition, and judges what it lost the year before. Not reached and fallen are apart;
 * a survey has no maximum anybody can owe, so only a fall outside its interval is registered. May be repeated.
 */
export async function registerLostPoints(
  ctx: Ctx,
  edition: EditionId,
  subject: Subject
): Promise<Result<{ registered: number; judged: number; accountable: number }, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const now = await editions.edition(ctx, edition)
  if (!now) return err({ code: 'not-found' })
  const [nodes, lines, before] = await Promise.all([
    editions.nodesOf(ctx, edition),
    scoresOf(ctx, edition, subject),
    editionBefore(ctx, now)
  ])
  const [then, crossings] = before
    ? await Promise.all([scoresOf(ctx, before.id, subject), editions.crosswalk(ctx, before.id, edition)])
    : [[], []]
  let registered = 0
  const around = { then: outcomes(then), now: outcomes(lines), crossings }
  for (const node of leavesOf(nodes)) {
    const line = lines.find(({ key }) => key === node.key)
    if (!line || line.final === null) continue
    for (const facts of lossesOf(now, subject, node, line, around)) {
      const ref = refOf(facts)
      const told = await tell(ctx, lostPointCase, { id: caseId('lost-point', ref), ref }, { kind: 'register', facts })
      if (told.ok) registered++
    }
  }
  const judged = before
    ? await judgeEarlier(ctx, now, before, subject, { then, lines, crossings })
    : { judged: 0, accountable: 0 }
  return ok({ registered, ...judged })
}

function lossesOf(
  now: EditionRow,
  subject: Subject,
  node: IndexNode,
  line: ScoreLine,
  around: { then: Outcomes; now: Outcomes; crossings: readonly Crossing[] }
): LossFacts[] {
  const outcome = outcomeOf(line)
  const common = {
    edition: now.id,
    index: now.index,
    year: now.year,
    subject,
    node: node.key,
    name: node.name.vi,
    kind: node.kind,
    then: outcome
  }
  const losses: LossFacts[] = []
  const missing = notReached(outcome) ?? 0
  if (node.kind !== 'survey' && missing > 0)
    losses.push({ ...common, loss: 'not-reached', level: outcome.maximum, amount: missing })
  const fall = fallOf(node.key, around.crossings, around.then, around.now)
  if (!fall || fall.points <= 0) return losses
  const noise = node.kind === 'survey' && outsideInterval(fall.before, fall.after) !== true
  const level = Math.min(outcome.maximum, Math.round((outcome.final! + fall.points) * 1e4) / 1e4)
  if (!noise) losses.push({ ...common, loss: 'fallen', level, amount: fall.points })
  return losses
}

async function judgeEarlier(
  ctx: Ctx,
  now: EditionRow,
  before: EditionRow,
  subject: Subject,
  {
    then,
    lines,
    crossings
  }: { then: readonly ScoreLine[]; lines: readonly ScoreLine[]; crossings: readonly Crossing[] }
) {
  const earlier = await ctx.sql<{ id: string; ref: string }[]>`
    select id, ref from index_case where kind = 'lost-point' and edition = ${before.id} and subject = ${subject} order by ref`
  const count = { judged: 0, accountable: 0 }
  for (const { id, ref } of earlier) {
    const { state } = (await loadCase<LostPoint>(ctx, 'lost-point', id))!
    const by = judgedBy(state, crossings, outcomes(then), outcomes(lines))
    const verdict = verdictOn(by, by.after, { kind: state.kind, comparable: by.comparable })
    const told = await tell(
      ctx,
      lostPointCase,
      { id, ref },
      {
        kind: 'judge',
        verdict,
        year: now.year,
        edition: now.id,
        after: by.after,
        comparable: by.comparable
      }
    )
    if (!told.ok) continue
    count.judged++
    if (isAccountable(told.value.state) && (await propose(ctx, id, told.value.state))) count.accountable++
  }
  return count
}

/** The head of a unit on a day, as the posts of that day tell. */
export async function headOn(ctx: Ctx, owner: string, on: Day): Promise<HeadThen | null> {
  const head = (await officersOf(ctx, owner, on)).find(one => one.head)
  return head ? { account: head.id, name: head.fullName, title: head.title, on } : null
}

const propose = async (ctx: Ctx, lostPoint: string, lost: LostPoint): Promise<boolean> => {
  const { edition, subject, node, remedy } = lost
  const facts = { lostPoint, edition, subject, node, owner: remedy!.owner, head: remedy!.head }
  return (
    await tell(
      ctx,
      accountabilityCase,
      { id: caseId('accountability', lostPoint), ref: lostPoint },
      { kind: 'propose', facts }
    )
  ).ok
}

type Entered =
  | Extract<LostCommand, { kind: 'name-cause' | 'prove' }>
  | { kind: 'agree-remedy'; words: string; owner: string; due: Day; task: string }

/** Names the cause, agrees the remedy (with the head who answers on that day) or proves it. */
export async function onLostPoint(ctx: Ctx, id: string, entered: Entered): Promise<Result<LostPoint, Refusal>> {
  const found = await loadCase<LostPoint>(ctx, 'lost-point', id)
  if (!found) return err({ code: ctx.actor.may('indices.read') ? 'not-found' : 'forbidden' })
  const may =
    entered.kind === 'prove' ? answersFor(ctx, found.state.remedy?.owner ?? '') : ctx.actor.may('indices.change')
  if (!may) return err({ code: 'forbidden' })
  const command: LostCommand =
    entered.kind === 'agree-remedy' ? { ...entered, head: await headOn(ctx, entered.owner, dayOf(ctx.now())) } : entered
  if (
    entered.kind === 'agree-remedy' &&
    !(await units(ctx, { on: dayOf(ctx.now()) })).some(({ code }) => code === entered.owner)
  )
    return err({ code: 'owner-unknown' })
  if (entered.kind === 'agree-remedy' && entered.task !== '' && (await taskByCode(ctx, entered.task)) === null)
    return err({ code: 'task-unknown', task: entered.task })
  const told = await tell(ctx, lostPointCase, { id, ref: refOf(found.state) }, command)
  return told.ok ? ok(told.value.state) : told
}

/** Hearing by the reform office, conclusion by the chair, record by the reform office. */
export async function onAccountability(
  ctx: Ctx,
  id: string,
  command: Exclude<AccountabilityCommand, { kind: 'propose' }>
): Promise<Result<Accountability, Refusal>> {
  if (!ctx.actor.may(command.kind === 'conclude' ? 'indices.decide' : 'indices.change'))
    return err({ code: 'forbidden' })
  const found = await loadCase<Accountability>(ctx, 'accountability', id)
  if (!found) return err({ code: 'not-found' })
  const told = await tell(ctx, accountabilityCase, { id, ref: found.state.lostPoint }, command)
  return told.ok ? ok(told.value.state) : told
}
