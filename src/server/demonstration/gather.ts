import { calendarOf, officeHoursOf } from '#server/calendar/index.ts'
import { demonstrationProcedures, procedureByCode } from '#server/catalogue/index.ts'
import { allPosts } from '#server/identity/index.ts'
import { ancestorsOf, UNITS, units } from '#server/organisation/index.ts'
import type { Party } from '#server/dossiers/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { processOf } from '#server/workflow/index.ts'
import { samplesOf } from './samples.ts'
import { SETTLING_UNITS, weightOf } from './procedures.ts'
import type { Served, Worker, World } from './world.ts'

/** Reads what the history is told from: procedures with their processes, officers by post, calendar and clocks. */
export async function gatherWorld(ctx: Ctx, until: Date): Promise<World> {
  const rules = ruleSetOn(dayOf(until))
  const all = await units(ctx, { on: dayOf(until) })
  const communes = all.filter(unit => unit.kind === 'commune')
  const served: Served[] = []
  for (const code of demonstrationProcedures().map(each => each.content.code)) {
    const found = await procedureByCode(ctx, code)
    if (!found.ok) continue
    const revision = found.value
    const weight = weightOf(revision.content.code)
    const places = placesOf(revision.content.settling, communes)
    if (weight === 0 || places.length === 0) continue
    const processId = revision.content.processId
    served.push({
      revision: revision.id,
      content: revision.content,
      processId,
      process: processId ? await processOf(ctx, processId) : null,
      weight,
      places
    })
  }
  const settling = new Set(served.flatMap(each => each.places.map(place => place.settling)))
  const offices = new Map(
    await Promise.all([...settling].map(async unit => [unit, await officeHoursOf(ctx, unit)] as const))
  )
  return {
    served,
    workers: await workersOf(ctx),
    calendar: await calendarOf(ctx),
    hours: await officeHoursOf(ctx, null),
    rules,
    offices,
    neighbours: await neighboursOf(ctx),
    samples: await samplesOf(ctx),
    until
  }
}

/** Who may sign in as a citizen or a company of the demonstration, in a lasting order. */
async function neighboursOf({ sql }: Ctx): Promise<Party[]> {
  const rows = await sql<
    (Omit<Party, 'birth' | 'sex' | 'email'> & { birth: string | null; sex: Party['sex'] | null })[]
  >`
  select case kind when 'organisation' then 'organisation' else 'person' end as "kind", full_name as "name",
    coalesce(personal_number, business_number) as "number", address as "address", phone as "phone",
    birth_date as "birth", sex as "sex"
  from account where demonstration and kind in ('citizen', 'organisation') order by login`
  return rows.map(({ birth, sex, ...party }) => ({ ...party, ...(birth && { birth }), ...(sex && { sex }) }))
}

/** Communes settle what they receive; departments' dossiers come through the provincial Centre, some from communes. */
function placesOf(
  settling: Served['content']['settling'],
  communes: readonly { code: string; name: { vi: string } }[]
): Served['places'] {
  const named = communes.map(unit => ({ code: unit.code, commune: unit.name.vi.replace(/^Ủy ban nhân dân /, '') }))
  if (settling.kind === 'commune')
    return named.map(({ code, commune }) => ({ receiving: code, settling: code, commune }))
  const department = settling.code ? SETTLING_UNITS[settling.code] : undefined
  return department
    ? named.map(({ commune }) => ({ receiving: UNITS['trung-tam'], settling: department, commune }))
    : []
}

/** Officers by unit and role; one who works in a division also works for the agency above. */
async function workersOf(ctx: Ctx): Promise<Map<string, Worker[]>> {
  const workers = new Map<string, Worker[]>()
  for (const officer of await allPosts(ctx, dayOf(ctx.now()))) {
    for (const unit of [officer.unit, ...ancestorsOf(officer.unit)]) {
      const key = `${unit}|${officer.role}`
      workers.set(key, [...(workers.get(key) ?? []), officer])
    }
  }
  return workers
}
