import type { Ctx } from '#server/platform/index.ts'

/** What an officer has half typed at the counter: one sheet an officer, so its id is the officer's. */
export type CounterDraft = { readonly body: Readonly<Record<string, string>>; readonly updatedAt: Date }

export async function counterDraft({ sql, actor }: Ctx): Promise<CounterDraft | null> {
  const [row] = await sql<{ body: Record<string, string>; updatedAt: Date }[]>`
    select body as "body", updated_at as "updatedAt" from draft where id = ${actor.id}::uuid and kind = 'counter'`
  return row ?? null
}

export const keepCounterDraft = async ({ sql, actor, now }: Ctx, body: Record<string, string>): Promise<void> => {
  await sql`
    insert into draft (id, owner, kind, procedure_code, body, updated_at)
    values (${actor.id}::uuid, ${actor.id}, 'counter', ${body.procedure ?? null}, ${sql.json(body)}, ${now()})
    on conflict (id) do update set procedure_code = excluded.procedure_code, body = excluded.body,
      updated_at = excluded.updated_at`
}

export const dropCounterDraft = async ({ sql, actor }: Ctx): Promise<void> => {
  await sql`delete from draft where id = ${actor.id}::uuid and kind = 'counter'`
}
