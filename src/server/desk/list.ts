import { clockFor, listDossiers, PORTAL_STATES, unitsInReach } from '#server/dossiers/index.ts'
import type { DossierPhase, DossierRow } from '#server/dossiers/index.ts'
import { allDossiersFor } from '#server/foreign/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { DOSSIER_PHASES, rulesToday } from '#server/rulesets/index.ts'
import { isId } from '#server/platform/ids.ts'
import { dueFact } from './due.rules.ts'
import type { DueFact } from './due.rules.ts'

export type ListItem = Omit<DossierRow, 'id' | 'dueAt'> & { readonly due: DueFact }
const A_PAGE = 30

/** Dossiers in the officer's reach, newest first, found by code, name or number. */
export async function listScreen(ctx: Ctx, asked: URLSearchParams) {
  const text = (asked.get('q') ?? '').trim().slice(0, 100)
  const phase = DOSSIER_PHASES.find(each => each === asked.get('phase')) ?? null
  const found = await listDossiers(ctx, {
    text: searchWords(text),
    phase,
    units: await unitsInReach(ctx),
    account: null,
    after: cursorOf(asked.get('after')),
    limit: A_PAGE + 1
  })
  const rules = await rulesToday(ctx)
  const rows: ListItem[] = []
  for (const { id: _, dueAt, ...row } of found.slice(0, A_PAGE)) {
    const clock = await clockFor(ctx, rules, row.settlingUnit)
    const paused = row.phase === 'supplement' || row.phase === 'fee-due'
    rows.push({ ...row, due: dueFact({ dueAt, finishedAt: row.finishedAt, paused }, ctx.now(), clock) })
  }
  const last = found.length > A_PAGE ? found[A_PAGE - 1] : undefined
  const elsewhere = text && !asked.has('after') ? await foundElsewhere(ctx, text, phase) : []
  return {
    text,
    phase,
    phases: DOSSIER_PHASES,
    rows,
    elsewhere,
    next: last ? `${last.filedAt.toISOString()}~${last.id}` : null
  }
}

const A_FEW = 5
/** The first few that other systems settle, for who may see those. */
async function foundElsewhere(ctx: Ctx, text: string, phase: DossierPhase | null) {
  if (!ctx.actor.may('foreign.read')) return []
  const at = (PORTAL_STATES as readonly string[]).indexOf(phase ?? '')
  if (phase && at < 0) return []
  const units = await unitsInReach(ctx)
  return allDossiersFor(ctx, {
    text: searchWords(text),
    source: 'foreign',
    units,
    state: phase ? at + 1 : null,
    limit: A_FEW
  })
}

/** A code is kept in the search column as it is written; everything else without accents. */
export const searchWords = (text: string): string =>
  /^[a-z0-9]+\.[\w.-]*$/i.test(text) ? text.toLowerCase() : fold(text)

function cursorOf(text: string | null) {
  const [filedAt, id] = (text ?? '').split('~')
  return filedAt && !Number.isNaN(Date.parse(filedAt)) && isId(id ?? '') ? { filedAt, id: id! } : null
}
