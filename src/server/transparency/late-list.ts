import { randomUUID } from 'node:crypto'
import { clockFor } from '#server/dossiers/index.ts'
import { outagesOf } from '#server/linkage/index.ts'
import { units } from '#server/organisation/index.ts'
import { err, ok, startOf } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { event } from './editions/events.ts'
import { evolve } from './editions/evolve.ts'
import type { Base, Entry, LateListId, Month } from './editions/model.ts'
import * as editions from './editions/store.ts'
import { minutesBy } from './holding.ts'
import { timeByHolder } from './holding.rules.ts'
import { agencyOf, dayAfter, entriesOf, firstDay, hasEnded } from './late-list.rules.ts'
import type { LateDossier } from './late-list.rules.ts'
import * as store from './late-list.store.ts'

export type AgencyList = {
  readonly agency: string
  readonly name: string
  readonly base: Base
  readonly entries: readonly Entry[]
}

const spanOf = (month: Month) => ({ from: startOf(firstDay(month)), to: startOf(dayAfter(month)) })

/** What the lists of a month say, counted now: every agency that settles, those without a late dossier too. */
export async function computeLists(ctx: Ctx, month: Month): Promise<AgencyList[]> {
  const span = spanOf(month)
  const [counted, late, all, findings] = await Promise.all([
    store.countedUnits(ctx, span),
    withTime(ctx, month),
    units(ctx, { on: firstDay(month) }),
    store.findingsOf(ctx, month)
  ])
  const posts = await postsOf(ctx, late)
  const names = new Map(all.map(({ code, name }) => [code, name.vi]))
  const agencies = new Set([
    ...all.filter(({ settles }) => settles).map(({ code }) => agencyOf(code)),
    ...counted.map(({ unit }) => agencyOf(unit))
  ])
  return [...agencies].sort().map(agency => {
    const own = counted.filter(({ unit }) => agencyOf(unit) === agency)
    const { entries, outside } = entriesOf(
      late.filter(({ settlingUnit }) => agencyOf(settlingUnit) === agency),
      posts
    )
    const behaviour = findings
      .filter(finding => finding.agency === agency)
      .map((finding, i) => behaviourEntry(finding, entries.length + i + 1, posts))
    const sum = (of: 'handled' | 'late') => own.reduce((all, row) => all + row[of], 0)
    const base = { handled: sum('handled'), late: sum('late'), outside }
    return { agency, name: names.get(agency) ?? agency, base, entries: [...entries, ...behaviour] }
  })
}

type Late = LateDossier & { readonly settlingUnit: string }

/** The late dossiers of a month, their time split as it stood at the month's end; read in pages. */
async function withTime(ctx: Ctx, month: Month): Promise<Late[]> {
  const span = spanOf(month)
  const rows = await store.lateIn(ctx, span)
  const found: Late[] = []
  for (let at = 0; at < rows.length; at += 500) {
    const page = rows.slice(at, at + 500)
    const ids = page.map(({ id }) => id)
    const [events, outages] = await Promise.all([store.eventsOf(ctx, ids), outagesOf(ctx, ids)])
    for (const row of page) {
      const clock = await clockFor(ctx, ruleSet(row.ruleSet), row.settlingUnit)
      const failed = outages.filter(({ dossier }) => dossier === row.id)
      const time = timeByHolder(events.get(row.id) ?? [], row.settlingUnit, minutesBy(clock), span.to, failed)
      if (time) found.push({ ...row, time })
    }
  }
  return found
}

async function postsOf(ctx: Ctx, late: readonly Late[]): Promise<(officer: string, unit: string) => string> {
  const officers = new Set(
    late.flatMap(({ time }) => time.parts.flatMap(({ holder }) => (holder.kind === 'officer' ? [holder.officer] : [])))
  )
  const titles = new Map(
    (await store.postTitles(ctx, [...officers])).map(({ officer, unit, title }) => [`${officer} ${unit}`, title])
  )
  return (officer, unit) => titles.get(`${officer} ${unit}`) ?? ''
}

const behaviourEntry = (
  { reference, unit, officer, officerName }: Awaited<ReturnType<typeof store.findingsOf>>[number],
  no: number,
  postOf: (officer: string, unit: string) => string
): Entry => ({
  ...{ no, kind: 'behaviour', about: reference, unit, officer, officerName },
  ...{ post: officer ? postOf(officer, unit) : '', dueAt: null, finishedAt: null, late: 0, minutes: 0, steps: [] }
})

/** Drafts the lists of a month that has ended, one case per agency; those drafted already are left alone. */
export async function draftLists(
  ctx: Ctx,
  month: Month
): Promise<Result<{ drafted: string[] }, { code: 'forbidden' | 'late-list-month-open' }>> {
  if (ctx.actor.kind !== 'system' && !ctx.actor.may('late-list.watch')) return err({ code: 'forbidden' })
  if (!hasEnded(month, ctx.now())) return err({ code: 'late-list-month-open' })
  const drafted: string[] = []
  for (const { agency, base, entries } of await computeLists(ctx, month)) {
    const id: LateListId = randomUUID()
    const made = event('late-list.drafted', ctx.now(), { agency, month, base, entries })
    if (await editions.open(ctx, evolve(null, made, id), [made])) drafted.push(agency)
  }
  ctx.log.info({ event: 'late-list.drafted', month, lists: drafted.length }, 'drafted')
  return ok({ drafted })
}

/** A complaint about behaviour found justified, for the list of its month. Once per reference; never who complained. */
export async function noteBehaviour(
  ctx: Ctx,
  finding: { reference: string; month: Month; unit: string; officer: string | null; officerName: string }
): Promise<void> {
  await store.enterFinding(ctx, { ...finding, agency: agencyOf(finding.unit) })
}
