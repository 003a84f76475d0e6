import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { FIELDS } from './model.ts'
import type { Field } from './model.ts'

export type Permit = { readonly procedure: string; readonly fields: readonly string[]; readonly legalGround: string }
type Refused =
  | { readonly code: 'forbidden' }
  | { readonly code: 'field-unknown'; readonly field: string }
  | { readonly code: 'ground-missing' }

const isField = (field: string): field is Field => (FIELDS as readonly string[]).includes(field)

/** Which fields a procedure may fetch, with the law that says so; the entry before is replaced. */
export async function permitFields(ctx: Ctx, permit: Permit): Promise<Result<void, Refused>> {
  if (!ctx.actor.may('exchange.map-accounts')) return err({ code: 'forbidden' })
  const unknown = permit.fields.find(field => !isField(field))
  if (unknown !== undefined || permit.fields.length === 0) return err({ code: 'field-unknown', field: unknown ?? '' })
  const ground = permit.legalGround.normalize('NFC').trim()
  if (ground === '') return err({ code: 'ground-missing' })
  await ctx.sql`
    insert into population_permission (procedure_code, fields, legal_ground, changed_by, changed_at)
    values (${permit.procedure}, ${[...permit.fields]}::text[], ${ground}, ${ctx.actor.name}, ${ctx.now()})
    on conflict (procedure_code) do update set fields = excluded.fields, legal_ground = excluded.legal_ground,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`
  return ok(undefined)
}

/** Every procedure that may fetch other fields than the smallest set. */
export async function permitted(ctx: Ctx): Promise<Result<readonly Permit[], Refused>> {
  if (!ctx.actor.may('exchange.see-health')) return err({ code: 'forbidden' })
  return ok(
    await ctx.sql<Permit[]>`
    select procedure_code as "procedure", fields as "fields", legal_ground as "legalGround"
    from population_permission order by procedure_code`
  )
}
