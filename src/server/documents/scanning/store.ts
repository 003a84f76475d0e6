import type { Ctx } from '#server/platform/index.ts'

/** Files not scanned yet, the oldest first. */
export const waiting = ({ sql }: Ctx) => sql<{ id: string }[]>`
  select sha256 as "id" from blob where scan = 'waiting' order by created_at limit 500`

/** `virus` is null for a clean one. */
export const enterScan = ({ sql, now }: Ctx, id: string, virus: string | null) => sql`
  update blob
  set scan = case when ${virus}::text is null then 'clean' else 'infected' end, virus = ${virus},
    infected_at = case when ${virus}::text is null then null else ${now()}::timestamptz end
  where sha256 = ${id} and scan = 'waiting'`

/** A file that is handed to nobody, and why. */
export type Withheld = { readonly id: string; readonly because: 'waiting' | 'infected'; readonly virus: string | null }

/** What is withheld of the files that a dossier or another case refers to. */
export const withheldIn = ({ sql }: Ctx, { kind, ref }: { kind: string; ref: string }) => sql<Withheld[]>`
  select b.sha256 as "id", b.scan as "because", b.virus as "virus"
  from blob_use u join blob b on b.sha256 = u.blob
  where u.kind = ${kind} and u.ref = ${ref} and b.scan in ('waiting', 'infected')
  order by b.scan, b.sha256`

/** What was found infected since then, with the dossiers that refer to it. */
export const infectedSince = ({ sql }: Ctx, since: Date) => sql<
  { id: string; virus: string; dossiers: readonly string[] }[]
>`
  select b.sha256 as "id", coalesce(b.virus, '') as "virus",
    coalesce(array_agg(u.ref order by u.ref) filter (where u.ref is not null), '{}') as "dossiers"
  from blob b left join blob_use u on u.blob = b.sha256 and u.kind = 'dossier'
  where b.scan = 'infected' and b.infected_at > ${since}
  group by b.sha256, b.virus order by b.sha256 limit 200`
