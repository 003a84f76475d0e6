import { units as unitsOf } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { COLUMNS } from './columns.ts'
import type { Format, Kind } from './columns.ts'
import { written } from './write.ts'
import type { Row } from './write.ts'

/** Everything of a kind as a file, piece by piece: read by cursor, so that its size does not matter. */
export function exported(
  ctx: Ctx,
  kind: Kind,
  format: Format
): Result<AsyncGenerator<Uint8Array>, { code: 'forbidden' }> {
  if (!ctx.actor.may('transfer.export')) return err({ code: 'forbidden' })
  return ok(written(format, COLUMNS[kind], ROWS[kind](ctx)))
}

const ROWS = { dossiers, units, procedures } as const satisfies Record<Kind, (ctx: Ctx) => AsyncGenerator<Row>>

type Exported = Record<string, string | Date | number | object | null>
const textOf = (value: Exported[string]): string =>
  value === null
    ? ''
    : value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
const rowOf = (row: Exported): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, textOf(value)]))

/** Ours under the source `motcua`, theirs under their own; each with its history. */
async function* dossiers({ sql }: Ctx): AsyncGenerator<Row> {
  const pages = sql<
    {
      source: string
      code: string
      national_code: string | null
      procedure: string
      procedure_name: string
      applicant_name: string
      applicant_number: string
      receiving_unit: string
      settling_unit: string
      state: number
      channel: number | null
      filed_at: Date | null
      received_at: Date | null
      due_at: Date | null
      finished_at: Date | null
      returned_at: Date | null
      source_time: Date
      history: object
    }[]
  >`
    select coalesce(a.source, 'motcua') as "source", a.code as "code", a.national_code as "national_code",
      a.procedure_code as "procedure", a.procedure_name as "procedure_name", a.applicant_name as "applicant_name",
      a.applicant_number as "applicant_number", a.receiving_unit as "receiving_unit",
      a.settling_unit as "settling_unit", a.state as "state", a.channel as "channel",
      case when a.source is null then a.filed_at else f.filed_at end as "filed_at", a.received_at as "received_at",
      a.due_at as "due_at", a.finished_at as "finished_at", a.returned_at as "returned_at",
      date_trunc('milliseconds', coalesce(f.source_time, told.last)) as "source_time", coalesce(f.history, told.history) as "history"
    from all_dossier a
    left join foreign_dossier f on f.source = a.source and f.code = a.code
    left join lateral (
      select max(e.at) as last, coalesce(jsonb_agg(jsonb_build_object(
          'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'what', e.type, 'who', e.actor_name,
          'unit', coalesce(e.actor_unit, '')) order by e.version), '[]'::jsonb) as history
      from dossier d join event e on e.case_id = d.id where a.source is null and d.code = a.code) as told on true
    order by 1, 2`.cursor(500)
  for await (const rows of pages) for (const row of rows) yield rowOf(row)
}

async function* units(ctx: Ctx): AsyncGenerator<Row> {
  for (const unit of await unitsOf(ctx, { on: dayOf(ctx.now()) }))
    yield {
      code: unit.code,
      name: unit.name.vi,
      nameEn: unit.name.en ?? '',
      kind: unit.kind,
      parent: unit.parent ?? '',
      receives: unit.receives ? 'x' : '',
      settles: unit.settles ? 'x' : '',
      address: unit.address,
      phone: unit.phone,
      from: unit.validFrom
    }
}

async function* procedures({ sql }: Ctx): AsyncGenerator<Row> {
  const rows = await sql<
    {
      code: string
      name: string
      field: string
      levels: string
      agency: string
      serviceLevel: string
      status: string
      validFrom: string
    }[]
  >`
    select p.code as "code", p.name as "name", p.field_name as "field", array_to_string(p.levels, ' ') as "levels",
      p.agency as "agency", p.service_level as "serviceLevel", p.status as "status", r.valid_from::text as "validFrom"
    from procedure p join procedure_revision r on r.id = p.current_revision order by p.code`
  for (const row of rows) yield rowOf(row)
}
