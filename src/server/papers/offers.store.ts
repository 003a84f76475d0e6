import type { Actor, Ctx } from '#server/platform/index.ts'

/** Whether a paper served a dossier already. */
export async function isUsed({ sql }: Ctx, paper: string, dossier: string): Promise<boolean> {
  const [row] = await sql<{ used: boolean }[]>`
    select exists (select from paper_use where paper = ${paper}::uuid and dossier = ${dossier}::uuid) as "used"`
  return row!.used
}

/** An event of a dossier with who did it. */
export async function whoDid({ sql }: Ctx, dossier: string, version: number) {
  const [row] = await sql<
    { data: unknown; kind: Actor['kind']; id: string | null; name: string; unit: string | null }[]
  >`
    select data as "data", actor_kind as "kind", actor_id as "id", actor_name as "name", actor_unit as "unit" from event
    where case_kind = 'dossier' and case_id = ${dossier}::uuid and version = ${version}`
  return row ?? null
}
