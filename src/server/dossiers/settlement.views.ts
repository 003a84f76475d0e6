import type { Ctx, Day } from '#server/platform/index.ts'
import { endOf, startOf } from '#server/platform/index.ts'

/** What a unit received, settled and has in hand in a window (form II.06: 3 = 4+5+6 = 7+11, 7 = 8+9+10, 11 = 12+13). */
export type Settlement = {
  unit: string
  name: string
  online: number
  direct: number
  carried: number
  early: number
  onTime: number
  late: number
  inTime: number
  overdue: number
}

/** Dossiers accepted and not voided, by settling unit. `query` is the statement, for reports that show their sources. */
export async function settlementByUnit(
  { sql }: Ctx,
  from: Day,
  to: Day
): Promise<{ rows: Settlement[]; query: string }> {
  const [begin, end] = [startOf(from), endOf(to)]
  const rows = await sql<Settlement[]>`
    select dossier.settling_unit as "unit", unit.name_vi as "name",
      count(*) filter (where received_at >= ${begin} and channel = 'online') as "online",
      count(*) filter (where received_at >= ${begin} and channel <> 'online') as "direct",
      count(*) filter (where received_at < ${begin}) as "carried",
      count(*) filter (where finished_at < ${end} and finished_at < date_trunc('day', due_at, 'Asia/Ho_Chi_Minh')) as "early",
      count(*) filter (where finished_at < ${end} and (due_at is null
        or (finished_at >= date_trunc('day', due_at, 'Asia/Ho_Chi_Minh') and finished_at <= due_at))) as "onTime",
      count(*) filter (where finished_at < ${end} and finished_at > due_at
        and finished_at >= date_trunc('day', due_at, 'Asia/Ho_Chi_Minh')) as "late",
      count(*) filter (where (finished_at is null or finished_at >= ${end}) and (due_at is null or due_at >= ${end})) as "inTime",
      count(*) filter (where (finished_at is null or finished_at >= ${end}) and due_at < ${end}) as "overdue"
    from dossier join unit on unit.code = dossier.settling_unit
    where received_at < ${end} and phase <> 'voided' and (finished_at is null or finished_at >= ${begin})
    group by dossier.settling_unit, unit.name_vi
    order by dossier.settling_unit`
  return { rows: [...rows], query: rows.statement.string }
}
