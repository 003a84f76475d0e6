import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { SheetFault } from '#server/platform/sheet.ts'
import { readEdition } from './edition.file.ts'
import type { Read, RowFault } from './edition.file.ts'
import { proposeCrosswalk } from './edition.rules.ts'
import * as store from './edition.store.ts'
import { COMPARABLE, RELATIONS } from './model.ts'
import type { Crossing, EditionHead, EditionId } from './model.ts'

export type EditionRefusal =
  | { code: 'forbidden' | 'not-found' | 'edition-published' }
  | { code: 'edition-faulty'; faults: readonly RowFault[]; sheet: readonly SheetFault[] }

/** What a file would become, and each row that was not understood; nothing is written. */
export async function rehearseEdition(
  ctx: Ctx,
  path: string,
  head: EditionHead
): Promise<Result<Read, EditionRefusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  return ok(await readEdition(path, head))
}

/** Loads an edition as a draft; refused whole when a row, a rule or a sum is wrong. */
export async function loadEdition(
  ctx: Ctx,
  path: string,
  head: EditionHead
): Promise<Result<{ id: EditionId; criteria: number }, EditionRefusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const { draft, faults, sheet } = await readEdition(path, head)
  if (faults.length > 0 || sheet.length > 0) return err({ code: 'edition-faulty', faults, sheet })
  const id = await store.saveEdition(ctx, draft)
  if (!id) return err({ code: 'edition-published' })
  await proposeFromEarlier(ctx, id, head)
  ctx.log.info(
    { event: 'indices.edition-loaded', index: head.index, year: head.year, criteria: draft.nodes.length },
    'loaded'
  )
  return ok({ id, criteria: draft.nodes.length })
}

/** A crosswalk from the edition of the year before, proposed by stable keys; people change it. */
async function proposeFromEarlier(ctx: Ctx, id: EditionId, head: EditionHead): Promise<void> {
  const before = (await store.editions(ctx, head.index)).find(one => one.year < head.year)
  if (!before) return
  const [then, now] = await Promise.all([store.nodesOf(ctx, before.id), store.nodesOf(ctx, id)])
  await store.saveCrosswalk(ctx, before.id, id, proposeCrosswalk(then, now))
}

/** Publishes an edition: it never changes again; a correction is a new version. */
export async function publishEdition(ctx: Ctx, id: EditionId): Promise<Result<undefined, EditionRefusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  if (!(await store.edition(ctx, id))) return err({ code: 'not-found' })
  return (await store.publish(ctx, id)) ? ok(undefined) : err({ code: 'edition-published' })
}

/** Says what became of one criterion between two editions. */
export async function crossOver(
  ctx: Ctx,
  from: EditionId,
  to: EditionId,
  crossing: Crossing
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' | 'crossing-odd' }>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  if (!RELATIONS.includes(crossing.relation) || !COMPARABLE.includes(crossing.comparable))
    return err({ code: 'crossing-odd' })
  const [then, now, before] = await Promise.all([
    store.nodesOf(ctx, from),
    store.nodesOf(ctx, to),
    store.crosswalk(ctx, from, to)
  ])
  const known =
    (crossing.from === null || then.some(({ key }) => key === crossing.from)) &&
    (crossing.to === null || now.some(({ key }) => key === crossing.to))
  if (!known) return err({ code: 'not-found' })
  const shaped =
    (crossing.relation === 'dropped') === (crossing.to === null) &&
    (crossing.relation === 'new') === (crossing.from === null)
  if (!shaped) return err({ code: 'crossing-odd' })
  // A criterion that found its successor is neither dropped nor new any more.
  const rest = before.filter(
    one =>
      !(one.from === crossing.from && one.to === crossing.to) &&
      !(one.to === null && one.from === crossing.from) &&
      !(one.from === null && one.to === crossing.to)
  )
  await store.saveCrosswalk(ctx, from, to, [...rest, crossing])
  return ok(undefined)
}
