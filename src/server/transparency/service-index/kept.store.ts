import type { Ctx } from '#server/platform/index.ts'
import type { DossierCounts } from './store.ts'

type Kept = { readonly countedAt: Date; readonly askedAt: Date; readonly counts: DossierCounts[] }

/** About how many settlements there are, as the database last estimated. */
export async function settlements({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ about: number }[]>`
    select greatest(reltuples, 0)::integer as "about" from pg_class where oid = 'settlement'::regclass`
  return row!.about
}

/** What is kept of a period for a unit and what lies below it (null: the province); null where nothing is kept. */
export async function keptOf({ sql }: Ctx, period: string, under: string | null): Promise<Kept | null> {
  const rows = await sql<{ countedAt: Date; askedAt: Date; counts: DossierCounts[] | null }[]>`
    select k.counted_at as "countedAt", k.asked_at as "askedAt", c.counts as "counts"
    from index_counted k left join index_count c on c.period = k.period
      and (c.unit = coalesce(${under}::text, '*') or (${under}::text is not null and starts_with(c.unit, ${under} || '.')))
    where k.period = ${period}`
  const [first] = rows
  return first ? { ...first, counts: rows.flatMap(({ counts }) => counts ?? []) } : null
}

export const markAsked = ({ sql, now }: Ctx, period: string) => sql`
  update index_counted set asked_at = ${now()} where period = ${period}`

export const keptPeriods = ({ sql }: Ctx) => sql<{ period: string }[]>`
  select period as "period" from index_counted order by period desc`

/** Lets go of what nobody asked for since. */
export const letGo = ({ sql }: Ctx, since: Date) => sql`delete from index_counted where asked_at < ${since}`

/** Keeps a counted period; the count that began last stays. */
export async function keep(
  ctx: Ctx,
  { period, at }: { period: string; at: Date },
  units: readonly { unit: string; counts: readonly DossierCounts[] }[]
): Promise<void> {
  await ctx.sql.begin(async sql => {
    const [kept] = await sql<{ period: string }[]>`
      insert into index_counted (period, counted_at, asked_at) values (${period}, ${at}, ${at})
      on conflict (period) do update set counted_at = excluded.counted_at
        where index_counted.counted_at <= excluded.counted_at
      returning period as "period"`
    if (!kept) return
    await sql`delete from index_count where period = ${period}`
    await sql`
      insert into index_count (period, unit, counts)
      select ${period}, one.unit, one.counts
      from jsonb_to_recordset(${sql.json(units as never)}) as one (unit text, counts jsonb)`
  })
}
