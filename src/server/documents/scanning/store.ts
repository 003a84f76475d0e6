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

/** How many files wait for the scanner, since when at the longest, and how many are withheld as infected. */
export const scanFigures = ({ sql }: Ctx) => sql<{ waiting: number; since: Date | null; infected: number }[]>`
  select (count(*) filter (where scan = 'waiting'))::int as "waiting",
    min(created_at) filter (where scan = 'waiting') as "since", (count(*) filter (where scan = 'infected'))::int as "infected"
  from blob where scan in ('waiting', 'infected')`

/** An infected file, since when it is withheld, and what refers to it. */
export type InfectedFile = {
  readonly id: string
  readonly virus: string | null
  readonly since: Date
  readonly uses: readonly { readonly kind: string; readonly ref: string }[]
}

/** The newest first, after a file and its time. */
export const infectedFiles = ({ sql }: Ctx, { since, id }: { since: Date | null; id: string }, most: number) => sql<
  InfectedFile[]
>`
  select b.sha256 as "id", b.virus as "virus", coalesce(b.infected_at, b.created_at) as "since",
    coalesce((select jsonb_agg(jsonb_build_object('kind', u.kind, 'ref', u.ref) order by u.kind, u.ref)
              from blob_use u where u.blob = b.sha256), '[]') as "uses"
  from blob b
  where b.scan = 'infected'
    and (${since}::timestamptz is null or coalesce(b.infected_at, b.created_at) < ${since}
      or (coalesce(b.infected_at, b.created_at) = ${since} and b.sha256 > ${id}))
  order by coalesce(b.infected_at, b.created_at) desc, b.sha256 limit ${most}`

/** When an infected file was found, to go on after it. */
export const infectedAt = ({ sql }: Ctx, id: string) => sql<{ since: Date }[]>`
  select coalesce(infected_at, created_at) as "since" from blob where sha256 = ${id} and scan = 'infected'`
