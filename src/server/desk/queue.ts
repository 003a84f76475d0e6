import { clockFor, lastPosition, processesOf, queueCounts, queueOf, stepRolesOf } from '#server/dossiers/index.ts'
import type { QueueCounts, QueueRow, QueueWhich } from '#server/dossiers/index.ts'
import { officersOf } from '#server/identity/index.ts'
import { unitNames, units } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { rulesToday } from '#server/rulesets/index.ts'
import { processOf } from '#server/workflow/index.ts'
import type { SigningManner } from '#server/workflow/index.ts'
import { isId } from '#server/platform/ids.ts'
import { mannerAt, stepBefore } from './back.rules.ts'
import { bulkOutcomes } from './bulk.rules.ts'
import type { OutcomeChoice } from './bulk.rules.ts'
import { dueFact } from './due.rules.ts'
import type { DueFact } from './due.rules.ts'
import { searchWords } from './list.ts'

export const QUEUE_TABS = ['mine', 'unclaimed', 'unit', 'agency', 'waiting'] as const
export type QueueTab = (typeof QUEUE_TABS)[number]
export type QueueItem = Omit<QueueRow, 'sortAt' | 'dueAt' | 'dossierId' | 'token'> & {
  /** Names dossier and step in one form value. */
  readonly pick: string
  readonly token: string
  readonly due: DueFact
  readonly unitName: string
  readonly mine: boolean
  /** Nobody has it, and this officer's post may take it. */
  readonly free: boolean
  readonly outcomes: readonly OutcomeChoice[]
  /** What a signature here is, and the step that a refusal to sign goes back to. */
  readonly as: SigningManner | null
  readonly back: { readonly id: string; readonly name: string } | null
}
export type QueueScreen = {
  readonly tab: QueueTab
  readonly text: string
  readonly late: boolean
  readonly rows: readonly QueueItem[]
  readonly next: string | null
  readonly counts: QueueCounts
  /** Whether there are units below this head's own, so that the whole agency is a view of its own. */
  readonly agency: boolean
  /** What the bulk forms may offer: outcomes that fit some row, and to whom a head may give work. */
  readonly outcomes: readonly OutcomeChoice[]
  readonly officers: readonly { id: string; name: string }[]
  readonly position: number
}

const A_PAGE = 25
/** Where each tab looks; what waits for others is shown for the whole unit. */
const LOOKS = {
  mine: 'mine',
  unclaimed: 'unclaimed',
  unit: 'unit',
  agency: 'agency',
  waiting: 'unit'
} as const satisfies Record<QueueTab, QueueWhich>

/** A page of an officer's work queue, due first, with what may be done to its rows at once. */
export async function queueScreen(ctx: Ctx, asked: URLSearchParams): Promise<QueueScreen> {
  const below = await agencyOf(ctx)
  const tab = QUEUE_TABS.find(each => each === asked.get('tab') && (each !== 'agency' || below.length > 0)) ?? 'mine'
  const text = (asked.get('q') ?? '').trim().slice(0, 100)
  const late = asked.has('late')
  const [found, counts, officers, position] = await Promise.all([
    queueOf(ctx, LOOKS[tab], {
      text: searchWords(text),
      late,
      waiting: tab === 'waiting',
      ...(tab === 'agency' ? { units: below } : {}),
      after: cursorOf(asked.get('after')),
      limit: A_PAGE + 1
    }),
    queueCounts(ctx, below),
    ctx.actor.may('dossier.assign') && ctx.actor.unit ? colleagues(ctx, ctx.actor.unit) : [],
    lastPosition(ctx)
  ])
  const rows = await itemsOf(ctx, found.slice(0, A_PAGE))
  const last = found.length > A_PAGE ? found[A_PAGE - 1] : undefined
  return {
    tab,
    text,
    late,
    rows,
    next: last ? `${last.sortAt.toISOString()}~${last.dossierId}~${last.token}` : null,
    counts,
    agency: below.length > 0,
    outcomes: [...new Map(rows.flatMap(row => row.outcomes).map(outcome => [outcome.code, outcome])).values()],
    officers,
    position
  }
}

/** A head's own unit and all below it; nothing for others, and where nothing is below. */
async function agencyOf(ctx: Ctx): Promise<string[]> {
  const { unit, may } = ctx.actor
  if (!unit || !may('dossier.assign')) return []
  const found = await units(ctx, { on: dayOf(ctx.now()), within: unit })
  return found.length > 1 ? found.map(({ code }) => code) : []
}

/** Rows of a queue with their due dates in words, the names of units, and how they may be finished from the list. */
export async function itemsOf(ctx: Ctx, rows: readonly QueueRow[]): Promise<QueueItem[]> {
  const inRows = [...new Set(rows.map(row => row.unit))]
  const rules = await rulesToday(ctx)
  const [names, processes, clocks] = await Promise.all([
    unitNames(ctx, inRows),
    processesOf(ctx, [...new Set(rows.map(row => row.dossierId))]),
    Promise.all(inRows.map(async unit => [unit, await clockFor(ctx, rules, unit)] as const))
  ])
  const clockOf = new Map(clocks)
  const processFor = new Map(processes.map(row => [row.id, row.process]))
  const models = new Map(
    await Promise.all([...new Set(processFor.values())].map(async id => [id, await processOf(ctx, id)] as const))
  )
  return rows.map(({ dossierId, token, dueAt, sortAt: _, step, ...row }) => {
    const name = names.get(row.unit)
    const model = models.get(processFor.get(dossierId) ?? '') ?? null
    const definition = model?.steps[row.stepId]
    const mine = row.officer !== null && row.officer === ctx.actor.id
    const free =
      row.officer === null &&
      ctx.actor.may('dossier.step') &&
      stepRolesOf(ctx.actor.roles).includes(definition?.role ?? '')
    const before = row.kind === 'sign' ? stepBefore(model, row.stepId) : null
    return {
      ...row,
      as: row.kind === 'sign' ? mannerAt(model, row.stepId) : null,
      back: before && { id: before.id, name: wordsIn(ctx.language, before.name) },
      step: definition ? wordsIn(ctx.language, definition.name) : step,
      pick: `${dossierId} ${token}`,
      token,
      due: dueFact(
        { dueAt, paused: row.phase === 'supplement' || row.phase === 'fee-due' },
        ctx.now(),
        clockOf.get(row.unit)!
      ),
      unitName: name ? wordsIn(ctx.language, name) : row.unit,
      mine,
      free,
      outcomes: mine || free ? bulkOutcomes(model, row.stepId, ctx.language) : []
    }
  })
}

/** Who works in a unit today, each once. */
export async function colleagues(ctx: Ctx, unit: string): Promise<{ id: string; name: string }[]> {
  const found = await officersOf(ctx, unit, dayOf(ctx.now()))
  return [
    ...new Map(
      found.map(({ id, fullName, title }) => [id, { id, name: title ? `${fullName} – ${title}` : fullName }])
    ).values()
  ]
}

function cursorOf(text: string | null) {
  const [sortAt, id, token] = (text ?? '').split('~')
  return sortAt && !Number.isNaN(Date.parse(sortAt)) && isId(id ?? '') && token ? { sortAt, id: id!, token } : null
}
