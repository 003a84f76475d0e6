import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Refusal, Result } from '#server/platform/index.ts'
import { isWithin, unit, unitByShortName } from '#server/organisation/index.ts'
import { caseId, loadCase, tell } from './case.store.ts'
import { componentCase } from './component.rules.ts'
import type { Component, ComponentCommand } from './component.rules.ts'
import { leavesOf, rootOf, totals } from './edition.rules.ts'
import * as editions from './edition.store.ts'
import type { EditionId, Subject } from './model.ts'
import { putScores, putStandings } from './score.store.ts'
import { scoresOf } from './score.views.ts'
import { tellHeads } from './asked.notice.ts'

/** The unit that answers for a criterion: a code of the province, a short name of the catalogue, or the subject itself. */
async function ownerOf(ctx: Ctx, owner: string, subject: Subject): Promise<string> {
  if (owner === '') return (await unit(ctx, subject)) ? subject : ''
  return (await unitByShortName(ctx, owner)) ?? (await unit(ctx, owner))?.code ?? ''
}

const refOf = (edition: EditionId, subject: Subject, node: string) => `${edition}:${subject}:${node}`

/** Opens the round of a subject: one case for each criterion that carries points. May be repeated. */
export async function openRound(
  ctx: Ctx,
  edition: EditionId,
  subject: Subject
): Promise<Result<{ components: number }, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const head = await editions.edition(ctx, edition)
  if (!head?.publishedAt) return err({ code: head ? 'edition-not-published' : 'not-found' })
  const leaves = leavesOf(await editions.nodesOf(ctx, edition))
  const owners = new Map<string, string>()
  for (const node of leaves) {
    if (!owners.has(node.owner)) owners.set(node.owner, await ownerOf(ctx, node.owner, subject))
    const ref = refOf(edition, subject, node.key)
    const opened = await tell(
      ctx,
      componentCase,
      { id: caseId('component', ref), ref },
      {
        kind: 'open',
        edition,
        subject,
        node: node.key,
        minimum: node.minimum,
        maximum: node.maximum!,
        owner: owners.get(node.owner)!
      }
    )
    if (!opened.ok && opened.error.code !== 'already-open') return opened
  }
  return ok({ components: leaves.length })
}

const AT_ONCE = 4
/** Opens the rounds of several subjects, e.g. of all departments by the province's own set. May be repeated. */
export async function openRounds(
  ctx: Ctx,
  edition: EditionId,
  subjects: readonly Subject[]
): Promise<Result<{ components: number }, Refusal>> {
  let components = 0
  for (let at = 0; at < subjects.length; at += AT_ONCE) {
    const opened = await Promise.all(subjects.slice(at, at + AT_ONCE).map(subject => openRound(ctx, edition, subject)))
    for (const one of opened) {
      if (!one.ok) return one
      components += one.value.components
    }
  }
  return subjects.length > 0 ? ok({ components }) : err({ code: 'no-units' })
}

/** What the owning agency says and proves; everything else is the reform office's. */
const ANSWERS: readonly ComponentCommand['kind'][] = ['give-evidence', 'score-self', 'explain', 'rebut']

/** Whether the actor answers for a unit's part: its own unit, one above it, or the reform office. */
export const answersFor = ({ actor }: Pick<Ctx, 'actor'>, owner: string): boolean =>
  actor.may('indices.change') ||
  (actor.may('indices.answer') &&
    actor.unit !== null &&
    owner !== '' &&
    (isWithin(owner, actor.unit) || isWithin(actor.unit, owner)))

/** Gives a criterion of a round a command; what a round is given is seen in the scores at once. */
export async function onComponent(
  ctx: Ctx,
  id: string,
  command: Exclude<ComponentCommand, { kind: 'open' }>
): Promise<Result<Component, Refusal>> {
  const found = await loadCase<Component>(ctx, 'component', id)
  if (!found) return err({ code: ctx.actor.may('indices.read') ? 'not-found' : 'forbidden' })
  const { edition, subject, node, owner } = found.state
  const may = ANSWERS.includes(command.kind) ? answersFor(ctx, owner) : ctx.actor.may('indices.change')
  if (!may) return err({ code: 'forbidden' })
  const told = await tell(ctx, componentCase, { id, ref: refOf(edition, subject, node) }, command)
  return told.ok ? ok(told.value.state) : told
}

/** Asks every owning agency for what is still missing, by a date. Returns how many were asked. */
export async function askForMissing(
  ctx: Ctx,
  edition: EditionId,
  subject: Subject,
  due: Day
): Promise<Result<{ asked: number }, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  if (due < dayOf(ctx.now())) return err({ code: 'date-past' })
  const missing = await ctx.sql<{ id: string }[]>`
    select id from index_case where kind = 'component' and edition = ${edition} and subject = ${subject}
      and phase <> 'final' and jsonb_array_length(state -> 'evidence') = 0`
  const names = new Map(
    (await editions.nodesOf(ctx, edition)).map(({ key, code, name }) => [key, `${code} ${name.vi}`])
  )
  const lines = new Map<string, string[]>()
  let asked = 0
  for (const { id } of missing) {
    const told = await onComponent(ctx, id, { kind: 'ask-evidence', due })
    if (!told.ok) continue
    asked++
    const { owner, node } = told.value
    if (owner !== '') lines.set(owner, [...(lines.get(owner) ?? []), names.get(node) ?? node])
  }
  await tellHeads(ctx, edition, { subject, due, lines })
  return ok({ asked })
}

/** Adds the final points up to groups and total, and enters the standing. Unknown parts leave the whole unknown. */
export async function closeRound(
  ctx: Ctx,
  edition: EditionId,
  subject: Subject,
  status = 'own-round'
): Promise<Result<{ total: number | null }, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const nodes = await editions.nodesOf(ctx, edition)
  const lines = await scoresOf(ctx, edition, subject)
  const found = totals(
    nodes,
    new Map(leavesOf(nodes).map(node => [node.key, lines.find(({ key }) => key === node.key)?.final ?? null]))
  )
  const groups = nodes.filter(({ kind }) => kind === 'group')
  await putScores(
    ctx,
    edition,
    groups.map(({ key }) => ({ subject, node: key, final: found.get(key) ?? null, source: status }))
  )
  const root = rootOf(nodes)
  const total = root ? (found.get(root.key) ?? null) : null
  await putStandings(ctx, edition, [{ subject, total, rank: null, status, source: status }])
  return ok({ total })
}
