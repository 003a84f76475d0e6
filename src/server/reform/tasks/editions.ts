import { err, ok, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { act } from './actions.ts'

export type Edition = { readonly agency: string; readonly month: string; readonly edition: number; readonly on: Day }
type Refusal = { readonly code: 'unit-unknown' }

/** A duty more periods than this behind is no duty any more. */
const MOST_PERIODS = 120

/**
 * An agency published its list of a month: the duty to publish is closed for that month, and for the months after it that
 * were published out of turn. The first edition counts; told twice, nothing happens the second time.
 */
export async function closeByEdition(ctx: Ctx, given: Edition): Promise<Result<{ closed: number }, Refusal>> {
  const { agency, month, edition, on } = given
  const kept = await ctx.sql<{ unit: string }[]>`
    insert into published_edition (unit, month, edition, published_on)
    select code, ${month}, ${edition}, ${on} from unit where code = ${agency}
    on conflict (unit, month) do update set month = excluded.month
    returning unit as "unit"`
  if (kept.length === 0) return err({ code: 'unit-unknown' })
  let closed = 0
  for (let round = 0; round < MOST_PERIODS; round++) {
    const ripe = await ripeDuties(ctx, agency)
    for (const { code, period, number, publishedOn } of ripe) {
      const document = `Danh sách công khai tháng ${Number(period.slice(5))}/${period.slice(0, 4)}, bản số ${number}`
      const proof = { words: '', document, files: [] }
      const done = await act({ ...ctx, actor: SYSTEM }, code, {
        kind: 'close-period',
        period,
        by: 'edition',
        on: publishedOn,
        proof
      })
      if (done.ok) closed++
      else ctx.log.warn({ event: 'reform.edition-refused', task: code, code: done.error.code }, 'a duty stays open')
      if (!done.ok) return ok({ closed })
    }
    if (ripe.length === 0) break
  }
  return ok({ closed })
}

/** Open duties of an agency whose open period has been published. */
const ripeDuties = ({ sql }: Ctx, agency: string) => sql<
  { code: string; period: string; number: number; publishedOn: Day }[]
>`
  select task.code as "code", edition.month as "period", edition.edition as "number",
    greatest(edition.published_on, task.given_on) as "publishedOn"
  from reform_task task
  join published_edition edition on edition.unit = task.lead and edition.month = task.state -> 'period' ->> 'key'
  where task.lead = ${agency} and task.ended is null and task.state ->> 'closesBy' = 'edition'
  order by task.code`
