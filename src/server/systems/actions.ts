import { recordAct } from '#server/identity/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { SettledInput, SwitchInput, SystemInput } from './model.ts'
import { heldAnswers } from './views.ts'

type Done = Promise<Result<undefined, { code: 'forbidden' | 'not-found' }>>

/** Adds a system or says anew what people are told of it. */
export async function saveSystem(ctx: Ctx, given: SystemInput): Done {
  if (!ctx.actor.may('systems.change')) return err({ code: 'forbidden' })
  await ctx.sql`
    insert into system (code, name_vi, where_to_go, address)
    values (${given.code}, ${given.nameVi}, ${given.whereToGo}, ${given.address})
    on conflict (code) do update set
      name_vi = excluded.name_vi, where_to_go = excluded.where_to_go, address = excluded.address`
  return done(ctx, 'system.saved', { system: given.code })
}

/** Says which system settles a procedure at a unit from a day; the same unit and day again replaces it. */
export async function settleIn(ctx: Ctx, given: SettledInput): Done {
  if (!ctx.actor.may('systems.change')) return err({ code: 'forbidden' })
  const written = await ctx.sql<{ id: string }[]>`
    insert into procedure_system (procedure_code, unit, system, valid_from, note)
    select ${given.procedure}, ${given.unit}, ${given.system}, ${given.validFrom}::date, ${given.note}
    where exists (select from procedure where code = ${given.procedure})
    on conflict (procedure_code, unit, valid_from) do update set system = excluded.system, note = excluded.note
    returning id`
  if (written.length === 0) return err({ code: 'not-found' })
  const { procedure, unit, system, validFrom } = given
  return done(ctx, 'system.settles', { procedure, unit, system, validFrom })
}

/** Switches a feature on or off for a unit and what lies below it, from a day. */
export async function switchFeature(ctx: Ctx, given: SwitchInput): Done {
  if (!ctx.actor.may('systems.change')) return err({ code: 'forbidden' })
  await ctx.sql`
    insert into feature_switch (feature, unit, enabled, valid_from)
    values (${given.feature}, ${given.unit}, ${given.enabled}, ${given.validFrom}::date)
    on conflict (feature, unit, valid_from) do update set enabled = excluded.enabled`
  return done(ctx, 'feature.switched', { ...given })
}

/** Takes a line of either table back. */
export async function takeBack(ctx: Ctx, table: 'settled' | 'switch', id: string): Done {
  if (!ctx.actor.may('systems.change')) return err({ code: 'forbidden' })
  if (!isId(id)) return err({ code: 'not-found' })
  if (table === 'settled') await ctx.sql`delete from procedure_system where id = ${id}`
  else await ctx.sql`delete from feature_switch where id = ${id}`
  return done(ctx, `${table}.taken-back`, { id })
}

async function done(ctx: Ctx, act: string, facts: Record<string, string | boolean | null>): Done {
  heldAnswers.forget(ctx)
  const said = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value ?? '')]))
  await recordAct(ctx, { act, account: null, facts: said })
  return ok(undefined)
}
