import { createHash } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import { jsonbText } from '#server/platform/canonical.ts'
import { seal, signatureFits, signed, unseal } from './keys.ts'

export type Recorded = {
  readonly system: string
  readonly call: string
  readonly kind: 'request' | 'answer'
  /** What is known of it without personal data; the hash of the content is added. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly content: unknown
  readonly keptDays: number
}

const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(content ?? null))
    .digest('hex')

/** Adds one record to the system's chain, signed, and keeps its content sealed: one statement. */
export async function record(ctx: Ctx, { system, call, kind, facts, content, keptDays }: Recorded): Promise<void> {
  const { sql } = ctx
  const at = ctx.now()
  const told = { ...facts, call, at: at.toISOString(), content: hashOf(content) }
  const [signature, { keyId, sealed }] = await Promise.all([signed(ctx, jsonbText(told)), seal(ctx, content)])
  const expires = new Date(at.getTime() + keptDays * 86_400_000)
  await sql`
    with link as (
      insert into exchange_chain (system, records, hash)
      values (${system}, 1, sha256(decode(repeat('00', 32), 'hex') || convert_to(${sql.json(told as never)}::jsonb::text, 'UTF8') || ${signature}))
      on conflict (system) do update set records = exchange_chain.records + 1,
        hash = sha256(exchange_chain.hash || convert_to(${sql.json(told as never)}::jsonb::text, 'UTF8') || ${signature})
      returning hash
    ), kept as (
      insert into exchange_payload (call, part, key_id, sealed, expires_at)
      values (${call}, ${kind}, ${keyId}, ${sealed}, ${expires})
    )
    insert into exchange_record (system, call, kind, at, facts, signature, hash)
    select ${system}, ${call}, ${kind}, ${at}, ${sql.json(told as never)}, ${signature}, link.hash from link`
}

/** What was kept of a call, where it has not expired. */
export async function contentOf(ctx: Ctx, call: string, part: 'request' | 'answer'): Promise<unknown> {
  const [row] = await ctx.sql<{ keyId: number; sealed: Buffer }[]>`
    select key_id as "keyId", sealed as "sealed" from exchange_payload where call = ${call} and part = ${part}`
  return row ? unseal(ctx, row) : null
}

/** Recomputes the chain of a system; the position of the first record that was changed or is missing, else null. */
export async function brokenRecord(ctx: Ctx, system: string): Promise<number | null> {
  let before = Buffer.alloc(32)
  let place = 0
  for (;;) {
    const rows = await ctx.sql<{ position: number; text: string; signature: Buffer; hash: Buffer }[]>`
      select position as "position", facts::text as "text", signature as "signature", hash as "hash"
      from exchange_record where system = ${system} and position > ${place} order by position limit 1000`
    for (const { position, text, signature, hash } of rows) {
      const link = createHash('sha256').update(before).update(text).update(signature).digest()
      if (!link.equals(hash) || !(await signatureFits(ctx, text, signature))) return position
      before = hash as Buffer<ArrayBuffer>
      place = position
    }
    if (rows.length === 0) break
  }
  const [end] = await ctx.sql<{ hash: Buffer }[]>`
    select hash as "hash" from exchange_chain where system = ${system}`
  return (end?.hash ?? Buffer.alloc(32)).equals(before) ? null : place
}

/** Removes contents past their time, and keys that nothing is sealed with any more. The hashes stay. */
export const expireContents = ({ sql, now }: Ctx) => sql<{ gone: number }[]>`
  with expired as (delete from exchange_payload where expires_at <= ${now()} returning call),
    spent as (
      update exchange_message set key_id = null, sealed = null
      where state <> 'waiting' and sealed is not null and settled_at <= ${new Date(now().getTime() - 7 * 86_400_000)}
      returning id
    )
  select (select count(*) from expired)::integer + (select count(*) from spent)::integer as "gone"`

export const dropSpentKeys = ({ sql, now }: Ctx) => sql`
  delete from exchange_key
  where made_at < ${new Date(now().getTime() - 120 * 86_400_000)}
    and not exists (select from exchange_payload where key_id = exchange_key.id)
    and not exists (select from exchange_message where key_id = exchange_key.id)`
