import { createHash } from 'node:crypto'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { CaseKind, CaseRules, Told } from './case.model.ts'

export type CaseRow<State> = { readonly id: string; readonly version: number; readonly state: State }

/** The id of the case about something: the same thing is one case, whoever opens it. */
export function caseId(kind: CaseKind, ref: string): string {
  const hex = createHash('sha256').update(`index-case ${kind} ${ref}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export async function loadCase<State>(
  { sql }: Pick<Ctx, 'sql'>,
  kind: CaseKind,
  id: string
): Promise<CaseRow<State> | null> {
  if (!isId(id)) return null
  const [row] = await sql<{ id: string; version: number; state: unknown }[]>`
    select id, version, state from index_case where id = ${id} and kind = ${kind}`
  return row ? { ...row, state: row.state as State } : null
}

/** Gives a case a command: loads, asks its pure rules, stores events, row and points in one statement; tries again once. */
export async function tell<State, Command, Event extends Told<string, unknown>>(
  ctx: Ctx,
  rules: CaseRules<State, Command, Event>,
  { id, ref }: { id: string; ref: string },
  command: Command
): Promise<Result<{ id: string; state: State }, Refusal>> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const before = await loadCase<State>(ctx, rules.kind, id)
    const by = { at: ctx.now().toISOString(), today: dayOf(ctx.now()), name: ctx.actor.name, unit: ctx.actor.unit }
    const decided = rules.decide(before?.state ?? null, command, by)
    if (!decided.ok) return decided
    if (decided.value.length === 0) return ok({ id, state: before!.state })
    const after = decided.value.reduce<State | null>(
      (state, event) => rules.evolve(state, event),
      before?.state ?? null
    ) as State
    if (await append(ctx, rules, { id, ref, version: before?.version ?? 0, events: decided.value, after }))
      return ok({ id, state: after })
  }
  return err({ code: 'version-changed' })
}

async function append<State, Command, Event extends Told<string, unknown>>(
  { sql, actor }: Ctx,
  rules: CaseRules<State, Command, Event>,
  {
    id,
    ref,
    version,
    events,
    after
  }: { id: string; ref: string; version: number; events: readonly Event[]; after: State }
): Promise<boolean> {
  const { edition, subject, node, owner, phase, due } = rules.columns(after)
  const points = rules.points?.(after) ?? null
  const [row] = await sql<{ stored: boolean }[]>`
    with before as (
      select hash from index_case where id = ${id} and version = ${version}
    ), links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${id}, ${version}, (select hash from before), ${actor.id}, ${sql.json(events as never)}) as chain
    ), put as (
      insert into index_case (id, kind, ref, edition, subject, node, owner, phase, due, version, hash, state)
      select ${id}, ${rules.kind}, ${ref}, ${edition}::uuid, ${subject}, ${node}, ${owner}, ${phase}, ${due}::date,
        ${version + events.length}::integer, (select hash from links order by version desc limit 1), ${sql.json(after as never)}
      where ${version}::integer = 0 or exists (select from before)
      on conflict (id) do update set owner = excluded.owner, phase = excluded.phase, due = excluded.due,
        version = excluded.version, hash = excluded.hash, state = excluded.state
      where index_case.version = ${version}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'index-' || ${rules.kind}::text, ${id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links where exists (select from put)
    ), scored as (
      insert into index_score (edition, subject, node, self, round1, final, low, high, source)
      select ${edition}::uuid, ${subject}, ${node}::text, ${points?.self ?? null}::numeric, ${points?.round1 ?? null}::numeric,
        ${points?.final ?? null}::numeric, ${points?.low ?? null}::numeric, ${points?.high ?? null}::numeric, 'case'
      from put where ${points !== null}::boolean
      on conflict (edition, subject, node) do update set self = excluded.self, round1 = excluded.round1,
        final = excluded.final, low = excluded.low, high = excluded.high, source = excluded.source
    )
    select exists (select from put) as "stored"`
  return row!.stored
}

/** The chain of a case, oldest first: what happened, who did it, when. */
export const storyOf = ({ sql }: Pick<Ctx, 'sql'>, id: string) => sql<
  { version: number; type: string; at: Date; actorName: string; data: Record<string, unknown> }[]
>`
  select version, type, at, actor_name as "actorName", data from event where case_id = ${id} order by version`
