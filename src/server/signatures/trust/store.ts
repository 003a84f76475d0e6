import { createHash } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import type { Trust } from '../model.ts'

/** Whom this installation believes, and what it knows to be revoked. */
export async function trustOf({ sql, province }: Ctx): Promise<Trust> {
  const rows = await sql<{ kind: string; content: Buffer }[]>`
    select kind as "kind", content as "content" from trusted
    where source <> 'demonstration' or ${province.demonstration}::boolean
    order by added_at desc`
  const of = (kind: string) => rows.filter(row => row.kind === kind).map(row => new Uint8Array(row.content))
  return { anchors: of('anchor'), crls: of('crl'), ocsps: of('ocsp') }
}

/** Adds an anchor, a revocation list or an answer about one certificate. Safe to repeat. */
export async function believe(
  { sql, now }: Ctx,
  { kind, content, source }: { kind: 'anchor' | 'crl' | 'ocsp'; content: Uint8Array; source: string }
): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  await sql`
    insert into trusted (sha256, kind, content, source, added_at)
    values (${sha256}, ${kind}, ${Buffer.from(content)}, ${source}, ${now()}) on conflict do nothing`
}
