import type { Database } from '#server/platform/index.ts'

/** Communes that the copies of a commune's dossiers are spread over. */
export const COMMUNES = 150

type Index = { readonly name: string; readonly table: string; readonly make: string; readonly drop: string }

/**
 * Makes a told demonstration large: every dossier's settlement and its events once more for each copy, with the same
 * times, procedures and contents, under ids of their own. Copies of communes' dossiers belong to `COMMUNES` communes.
 * Indices are taken off meanwhile. Events of copies carry the hash of their original, so their chains are not whole.
 */
export async function multiply(sql: Database, copies: number, say: (words: string) => void): Promise<void> {
  const indices = await indicesOf(sql)
  for (const { drop } of indices) await sql.unsafe(drop)
  const [settlement, event] = [await columnsOf(sql, 'settlement'), await columnsOf(sql, 'event')]
  await sql`create table original as select dossier_id from settlement where source = ''`
  await sql.unsafe('create table original_event as select e.* from event e join original o on o.dossier_id = e.case_id')
  const unit = (of: string) => `case when exists (select from unit u where u.code = s.${of} and u.level = 'commune')
    then 'H99.C' || to_char((k * 7 + ascii(right(s.${of}, 1))) % ${COMMUNES}, 'FM000') else s.${of} end`
  const copied: Readonly<Record<string, string>> = {
    ...{ dossier_id: 'md5(s.dossier_id::text || k)::uuid', code: `s.code || '-' || k` },
    ...{ settling_unit: unit('settling_unit'), receiving_unit: unit('receiving_unit') }
  }
  const newEvent: Readonly<Record<string, string>> = { case_id: 'md5(e.case_id::text || k)::uuid' }
  const kept = event.filter(name => name !== 'position' && name !== 'transaction')
  const STEP = 10
  for (let from = 1; from <= copies; from += STEP) {
    const series = `generate_series(${from}, ${Math.min(copies, from + STEP - 1)}) as k`
    await sql.unsafe(`insert into settlement (${settlement.join(', ')})
      select ${settlement.map(name => copied[name] ?? `s.${name}`).join(', ')}
      from settlement s join original o on o.dossier_id = s.dossier_id cross join ${series}`)
    await sql.unsafe(`insert into event (${kept.join(', ')})
      select ${kept.map(name => newEvent[name] ?? `e.${name}`).join(', ')}
      from original_event e cross join ${series}`)
    say(`copy ${Math.min(copies, from + STEP - 1)} of ${copies}`)
  }
  await sql.unsafe('drop table original, original_event')
  for (const { name, make } of indices) {
    say(`index ${name}`)
    await sql.unsafe(make)
  }
  say('vacuum and analyze')
  await sql`vacuum analyze settlement`
  await sql`vacuum analyze event`
}

const columnsOf = async (sql: Database, table: string): Promise<string[]> =>
  (
    await sql<{ name: string }[]>`
      select attname::text as "name" from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`
  ).map(({ name }) => name)

/** Every index and key of the two tables, with how it goes and comes. */
const indicesOf = (sql: Database) => sql<Index[]>`
  select i.indexrelid::regclass::text as "name", i.indrelid::regclass::text as "table",
    case when c.oid is null then pg_get_indexdef(i.indexrelid)
      else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as "make",
    case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
      else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as "drop"
  from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
  where i.indrelid in ('settlement'::regclass, 'event'::regclass)
  order by c.contype nulls last`
