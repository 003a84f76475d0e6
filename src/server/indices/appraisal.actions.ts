import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { readTable } from '#server/platform/sheet.ts'
import { APPRAISAL_COLUMNS, appraisalRow, commandsFor } from './appraisal.rules.ts'
import { caseId } from './case.store.ts'
import { cases } from './case.views.ts'
import type { ComponentCommand } from './component.rules.ts'
import * as editions from './edition.store.ts'
import type { EditionId, Subject } from './model.ts'
import { onComponent, openRound } from './score.actions.ts'
import { recordImport } from './score.store.ts'

type Fault = { readonly row: number; readonly code: string; readonly [fact: string]: unknown }
export type AppraisalRehearsed = {
  readonly read: number
  /** How many points of each kind the file brings that were not known. */
  readonly counts: Readonly<Record<'self' | 'round1' | 'final', number>>
  readonly faults: readonly Fault[]
  readonly acts: readonly { readonly id: string; readonly command: Exclude<ComponentCommand, { kind: 'open' }> }[]
}
type Which = { readonly edition: EditionId; readonly subject: Subject; readonly name: string }

/** What a file of results by criterion would add to a round (own score, appraisal, final, interval); nothing is written. */
export async function rehearseAppraisal(
  ctx: Ctx,
  path: string,
  which: Which
): Promise<Result<AppraisalRehearsed, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const { edition, subject } = which
  if (!(await editions.edition(ctx, edition))?.publishedAt) return err({ code: 'edition-not-published' })
  const [nodes, known, sheet] = await Promise.all([
    editions.nodesOf(ctx, edition),
    cases(ctx, 'component', { edition, subject }),
    readTable(path, APPRAISAL_COLUMNS)
  ])
  const faults: Fault[] = sheet.faults.map(fault => ({ row: 0, ...fault }))
  const acts: AppraisalRehearsed['acts'][number][] = []
  const counts = { self: 0, round1: 0, final: 0 }
  const seen = new Set<string>()
  for (const { row, cells } of sheet.rows) {
    const read = appraisalRow(cells, nodes)
    const id = read.ok ? caseId('component', `${edition}:${subject}:${read.value.node}`) : ''
    const found = read.ok
      ? commandsFor(read.value, known.find(one => one.id === id)?.state ?? null, `Tệp ${which.name}`)
      : read
    if (!found.ok) faults.push({ row, ...found.error })
    else if (seen.has(id)) faults.push({ row, code: 'row-twice', detail: cells.code })
    else
      for (const command of found.value) {
        acts.push({ id, command })
        counts[command.kind === 'score-self' ? 'self' : command.kind === 'appraise' ? 'round1' : 'final']++
      }
    seen.add(id)
  }
  return ok({ read: sheet.rows.length, counts, faults, acts })
}

/** Enters such a file: every point is an event of its criterion, with its note or the file's name as the reason. All or none. */
export async function loadAppraisal(
  ctx: Ctx,
  path: string,
  which: Which
): Promise<Result<AppraisalRehearsed, Refusal>> {
  const rehearsed = await rehearseAppraisal(ctx, path, which)
  if (!rehearsed.ok) return rehearsed
  const { acts, faults, read } = rehearsed.value
  if (faults.length > 0) return err({ code: 'results-faulty' })
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  const undone = Symbol('undone')
  let refused: Refusal = { code: 'version-changed' }
  try {
    await ctx.sql.begin(async tx => {
      const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
      const opened = await openRound(inside, which.edition, which.subject)
      if (!opened.ok) {
        refused = opened.error
        throw undone
      }
      for (const { id, command } of acts) {
        const told = await onComponent(inside, id, command)
        if (!told.ok) {
          refused = told.error
          throw undone
        }
      }
      await recordImport(inside, `appraisal ${which.subject}`, [
        { file: which.name, sha256, rows: read, stored: acts.length }
      ])
    })
  } catch (error) {
    if (error === undone) return err(refused)
    throw error
  }
  return rehearsed
}
