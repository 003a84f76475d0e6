import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { PaperKind } from './kinds.model.ts'
import { kindsFromCsv, typedKind } from './kinds.csv.ts'
import type { KindFault } from './kinds.csv.ts'
import { kindsOn } from './kinds.rules.ts'
import { SHIPPED } from './kinds.shipped.ts'

/** The kinds of paper as they are today, or on a day. */
export async function paperKinds(ctx: Ctx, day: string = dayOf(ctx.now())): Promise<PaperKind[]> {
  const rows = await ctx.sql<{ content: PaperKind }[]>`
    select content as "content" from paper_kind order by valid_from, code`
  return kindsOn(
    rows.map(({ content }) => content),
    SHIPPED,
    day
  )
}

/** Who said what of a kind, newest first; what ships is not among it. */
export const kindHistory = ({ sql }: Ctx, code: string) => sql<
  { validFrom: string; enteredAt: Date; enteredBy: string; content: PaperKind }[]
>`
  select valid_from as "validFrom", entered_at as "enteredAt", entered_by as "enteredBy", content as "content"
  from paper_kind where code = ${code} order by valid_from desc`

export type KindRefusal =
  | { readonly code: 'forbidden' }
  | { readonly code: 'kind-backdated'; readonly from: string }
  | {
      readonly code: 'kind-invalid'
      readonly faults: readonly KindFault[]
      readonly line: number
      readonly column: string
    }

/** Says what a kind is from a day on. What held before stays as it was: only today and later days can be said. */
export async function sayKind(ctx: Ctx, said: Readonly<Record<string, string>>): Promise<Result<void, KindRefusal>> {
  if (!ctx.actor.may('paper-kind.change')) return err({ code: 'forbidden' })
  const read = PaperKind.safeParse(typedKind(said))
  if (!read.success) return err(invalid([{ line: 0, column: String(read.error.issues[0]!.path[0] ?? '') }]))
  return say(ctx, [read.data])
}

/** The same for a whole table of them; a single fault refuses all. */
export async function importKinds(ctx: Ctx, csv: string): Promise<Result<number, KindRefusal>> {
  if (!ctx.actor.may('paper-kind.change')) return err({ code: 'forbidden' })
  const read = kindsFromCsv(csv)
  if ('faults' in read) return err(invalid(read.faults))
  const today = await paperKinds(ctx)
  const changed = read.kinds.filter(kind => !today.some(one => same(one, kind)))
  const done = await say(ctx, changed)
  return done.ok ? ok(changed.length) : done
}

const invalid = (faults: readonly KindFault[]): KindRefusal => ({ code: 'kind-invalid', faults, ...faults[0]! })
const same = (one: PaperKind, other: PaperKind): boolean =>
  JSON.stringify(PaperKind.parse(one)) === JSON.stringify(PaperKind.parse(other))

async function say(ctx: Ctx, kinds: readonly PaperKind[]): Promise<Result<void, KindRefusal>> {
  const today = dayOf(ctx.now())
  const early = kinds.find(kind => kind.validFrom < today)
  if (early) return err({ code: 'kind-backdated', from: early.validFrom })
  await ctx.sql`
    insert into paper_kind (code, valid_from, content, entered_at, entered_by)
    select one.content ->> 'code', (one.content ->> 'validFrom')::date, one.content, ${ctx.now()}, ${ctx.actor.name}
    from jsonb_array_elements(${ctx.sql.json(kinds as never)}) as one (content)
    on conflict (code, valid_from) do update
      set content = excluded.content, entered_at = excluded.entered_at, entered_by = excluded.entered_by
      where excluded.valid_from >= ${today}::date`
  return ok(undefined)
}
