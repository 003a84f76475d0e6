import { fold } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Organisation, PastName, Succession, Unit } from './model.ts'

type Sql = Ctx['sql']

/** Writes a whole organisation; what is there already takes the new facts, so it may be repeated. */
export async function saveOrganisation(ctx: Ctx, organisation: Organisation): Promise<void> {
  await ctx.sql.begin(async tx => {
    const sql = tx as unknown as Sql
    await saveUnits(sql, organisation.units)
    await savePastNames(sql, organisation.pastNames)
    await saveSuccessions(sql, organisation.successions)
    await saveDesks(sql, organisation)
  })
}

const saveUnits = (sql: Sql, units: readonly Unit[]) => sql`
  insert into unit (code, kind, level, name_vi, name_en, parent, valid_from, valid_to, receives, settles, address, phone, source, folded)
  select code, kind, level, name_vi, name_en, parent, valid_from, valid_to, receives, settles, address, phone, source, folded
  from jsonb_to_recordset(${sql.json(units.map(unitRow))}) as row (
    code text, kind text, level text, name_vi text, name_en text, parent text, valid_from date, valid_to date,
    receives boolean, settles boolean, address text, phone text, source text, folded text)
  order by code
  on conflict (code) do update set
    kind = excluded.kind, level = excluded.level, name_vi = excluded.name_vi, name_en = excluded.name_en,
    parent = excluded.parent, valid_from = excluded.valid_from, valid_to = excluded.valid_to, receives = excluded.receives,
    settles = excluded.settles, address = excluded.address, phone = excluded.phone, source = excluded.source,
    folded = excluded.folded`

const unitRow = (unit: Unit) => ({
  code: unit.code,
  kind: unit.kind,
  level: unit.level,
  name_vi: unit.name.vi,
  name_en: unit.name.en ?? '',
  parent: unit.parent,
  valid_from: unit.validFrom,
  valid_to: unit.validTo,
  receives: unit.receives,
  settles: unit.settles,
  address: unit.address,
  phone: unit.phone,
  source: unit.source,
  folded: `${fold(unit.code)} ${fold(unit.name.vi)} ${fold(unit.name.en ?? '')}`
})

const savePastNames = (sql: Sql, names: readonly PastName[]) => sql`
  insert into unit_name (unit, until, name_vi, name_en)
  select unit, until, name_vi, name_en
  from jsonb_to_recordset(${sql.json(
    names.map(one => ({ unit: one.unit, until: one.until, name_vi: one.name.vi, name_en: one.name.en ?? '' }))
  )}) as row (unit text, until date, name_vi text, name_en text)
  on conflict (unit, until) do update set name_vi = excluded.name_vi, name_en = excluded.name_en`

const saveSuccessions = (sql: Sql, successions: readonly Succession[]) => sql`
  insert into unit_succession (predecessor, successor, effective_on, how, basis)
  select predecessor, successor, effective_on, how, basis
  from jsonb_to_recordset(${sql.json(
    successions.map(one => ({
      predecessor: one.predecessor,
      successor: one.successor,
      effective_on: one.effectiveOn,
      how: one.how,
      basis: one.basis
    }))
  )}) as row (predecessor text, successor text, effective_on date, how text, basis text)
  on conflict (predecessor, successor) do update set
    effective_on = excluded.effective_on, how = excluded.how, basis = excluded.basis`

const saveDesks = (sql: Sql, { desks }: Pick<Organisation, 'desks'>) => sql`
  insert into desk (code, unit, name_vi, name_en, place, phone, hours, valid_from, valid_to)
  select code, unit, name_vi, name_en, place, phone, hours, valid_from, valid_to
  from jsonb_to_recordset(${sql.json(
    desks.map(desk => ({
      code: desk.code,
      unit: desk.unit,
      name_vi: desk.name.vi,
      name_en: desk.name.en ?? '',
      place: desk.place,
      phone: desk.phone,
      hours: desk.hours,
      valid_from: desk.validFrom,
      valid_to: desk.validTo
    }))
  )}) as row (code text, unit text, name_vi text, name_en text, place text, phone text, hours jsonb, valid_from date, valid_to date)
  on conflict (code) do update set
    unit = excluded.unit, name_vi = excluded.name_vi, name_en = excluded.name_en, place = excluded.place,
    phone = excluded.phone, hours = excluded.hours, valid_from = excluded.valid_from, valid_to = excluded.valid_to`
