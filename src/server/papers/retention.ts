import { randomUUID } from 'node:crypto'
import { reaches, unitsInReach } from '#server/dossiers/index.ts'
import { releaseFiles } from '#server/documents/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Reactions, Result, Tasks, Timetable } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { forgetOrders } from '#server/signatures/index.ts'
import { allOrNothing, change } from './actions.ts'
import { COPY_ORDER } from './copies.ts'
import { paperKinds } from './kinds.ts'
import { decideList, evolveList } from './retention.decider.ts'
import type { DestructionList, ListCommand, ListId, ListRefusal } from './retention.model.ts'
import * as store from './retention.store.ts'

/** So many papers stand on one list of one unit. */
export const MOST = 1000
export const LINES_A_PAGE = 100

export type Outcome = Promise<Result<DestructionList, ListRefusal>>

/** Decides and writes down, within the transaction of the caller. */
export async function carry(inside: Ctx, before: DestructionList | null, command: ListCommand, id: ListId): Outcome {
  const decided = decideList(before, command, { now: inside.now(), actor: inside.actor })
  if (!decided.ok) return decided
  const after = decided.value.reduce((list, event) => evolveList(list, event, id), before)!
  if (!(await store.appendList(inside, before, after, decided.value))) return err({ code: 'list-changed-meanwhile' })
  return ok(after)
}

/** Proposes for each unit a list of what is past its period, where none waits yet. Returns how many were proposed. */
export async function proposeLists(ctx: Ctx, unit: string | null = null): Promise<number> {
  const kinds = await paperKinds(ctx)
  const periods = kinds.flatMap(({ code, retentionYears }) =>
    retentionYears === null ? [] : [{ kind: code, years: retentionYears }]
  )
  const due = await store.pastPeriod(ctx, { today: dayOf(ctx.now()), periods, unit, most: MOST })
  let proposed = 0
  for (const [of, lines] of Map.groupBy(due, line => line.unit)) {
    const id = randomUUID() as ListId
    const papers = lines.map(({ paper }) => paper)
    const done = await allOrNothing<DestructionList, ListRefusal>(ctx, async inside => {
      const [open] = await inside.sql<{ id: string }[]>`
        select id as "id" from destruction_list where unit = ${of} and state in ('proposed', 'made')`
      if (open) return err({ code: 'list-not-open' })
      const list = await carry(inside, null, { kind: 'propose', unit: of, papers }, id)
      if (list.ok) await store.addLines(inside, id, lines)
      return list
    })
    if (done.ok) proposed++
  }
  return proposed
}

/** A list within this officer's reach. */
export async function mine(ctx: Ctx, id: string): Promise<DestructionList | null> {
  const list = isId(id) ? await store.loadList(ctx, id) : null
  return list && (ctx.actor.may('paper.read-all') || reaches(ctx.actor, list.unit)) ? list : null
}

/** Makes a proposed list: what stays out is named, and the list gets its number of the unit and year. */
export async function makeList(ctx: Ctx, id: string, leftOut: readonly string[]): Outcome {
  const list = await mine(ctx, id)
  if (!list || !ctx.actor.may('paper.make-list')) return err({ code: 'list-not-allowed' })
  return allOrNothing(ctx, async inside => {
    const papers = await store.leaveOut(inside, list.id, leftOut.filter(isId))
    const year = Number(dayOf(ctx.now()).slice(0, 4))
    const number = await store.nextNumber(inside, list.unit, year)
    return carry(inside, list, { kind: 'make', number, year, papers, leftOut }, list.id)
  })
}

export async function sendListBack(ctx: Ctx, id: string, because: string): Outcome {
  const list = await mine(ctx, id)
  if (!list || !ctx.actor.may('paper.approve-list')) return err({ code: 'list-not-allowed' })
  return carry(ctx, list, { kind: 'send-back', because }, list.id)
}

/**
 * Carries an approved list out, paper by paper, each in its own transaction: killed in the middle it goes on where it
 * was. A paper that an open dossier needs by now is kept. The files themselves go with the sweep.
 */
export async function carryOutList(ctx: Ctx, id: string): Promise<void> {
  const list = await store.loadList(ctx, id)
  if (list?.state !== 'approved') return
  for (;;) {
    const lines = await store.waitingLines(ctx, id, 100)
    if (lines.length === 0) break
    for (const { paper } of lines) await destroyOne(ctx, list.id, paper)
  }
  const [counts] = await store.countLines(ctx, id)
  await carry(ctx, list, { kind: 'carry-out', destroyed: counts!.destroyed, kept: counts!.kept }, list.id)
  ctx.log.info({ event: 'papers.destroyed', list: id, papers: counts!.destroyed, kept: counts!.kept }, 'carried out')
}

async function destroyOne(ctx: Ctx, list: ListId, paper: string): Promise<void> {
  await ctx.sql.begin(async tx => {
    const inside: Ctx = { ...ctx, sql: tx as unknown as Ctx['sql'] }
    if (await store.inUse(inside, paper)) {
      await store.settleLine(inside, list, paper, 'kept')
      return
    }
    const done = await change(inside, paper, { kind: 'destroy', list })
    // Somebody is just using it: the next round looks again.
    if (!done.ok) throw new Error(`a paper could not be destroyed: ${done.error.code}`)
    await releaseFiles(inside, { kind: 'paper', ref: paper })
    await forgetOrders(inside, { kind: COPY_ORDER, ref: paper })
    await store.settleLine(inside, list, paper, 'destroyed')
  })
}

/** The lists within an officer's reach, newest first. */
export async function listsScreen(ctx: Ctx) {
  const units = ctx.actor.may('paper.read-all') ? null : await unitsInReach(ctx)
  const rows = await store.listsOf(ctx, units)
  const names = await unitNames(ctx, [...new Set(rows.map(({ unit }) => unit))])
  return rows.map(({ content, unit }) => {
    const name = names.get(unit)
    return { ...content, unitName: name ? wordsIn(ctx.language, name) : unit }
  })
}

/** One list with a page of its lines, how far it is, and what this officer may do. */
export async function listScreen(ctx: Ctx, id: string, page: number) {
  const list = await mine(ctx, id)
  if (!list) return null
  const at = { limit: LINES_A_PAGE + 1, offset: (page - 1) * LINES_A_PAGE }
  const [lines, [counts], names] = await Promise.all([
    store.linesOf(ctx, list.id, at),
    store.countLines(ctx, list.id),
    unitNames(ctx, [list.unit])
  ])
  const name = names.get(list.unit)
  const { may, id: self } = ctx.actor
  return {
    list,
    ...{ lines: lines.slice(0, LINES_A_PAGE), more: lines.length > LINES_A_PAGE, counts: counts! },
    unitName: name ? wordsIn(ctx.language, name) : list.unit,
    mayMake: list.state === 'proposed' && may('paper.make-list') && reaches(ctx.actor, list.unit),
    mayApprove: list.state === 'made' && may('paper.approve-list') && reaches(ctx.actor, list.unit),
    own: list.made?.id === self
  }
}

export const tasks = {
  'papers.propose-lists': ctx => proposeLists(ctx),
  'papers.carry-out-list': (ctx, { list }) => carryOutList(ctx, String(list))
} satisfies Tasks

export const reactions: Reactions = {
  'destruction.approved': ({ caseId }) => [
    { task: 'papers.carry-out-list', payload: { list: caseId }, key: `destruction-${caseId}` }
  ]
}

/** 02:20 in Vietnam, before the sweep of files. */
export const timetable: Timetable = [{ match: '20 19 * * *', task: 'papers.propose-lists' }]
