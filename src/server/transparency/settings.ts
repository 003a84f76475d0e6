import type { Ctx } from '#server/platform/index.ts'

/** What the administrator chose about counting; `usual` where nothing was chosen. */
export async function setting<T>({ sql }: Ctx, key: string, usual: T): Promise<T> {
  const [row] = await sql<{ value: unknown }[]>`select value as "value" from figure_setting where key = ${key}`
  return row ? (row.value as T) : usual
}

export const putSetting = ({ sql, now, actor }: Ctx, key: string, value: unknown) => sql`
  insert into figure_setting (key, value, changed_at, changed_by)
  values (${key}, ${sql.json(value as never)}, ${now()}, ${actor.name})
  on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`
