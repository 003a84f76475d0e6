import type { Ctx } from '#server/platform/index.ts'
import type { SealFacts } from './seal.rules.ts'

export type KeyRow = {
  readonly id: string
  readonly publicKey: Buffer
  readonly madeAt: Date
  readonly retiredAt: Date | null
  readonly withdrawnAt: Date | null
}

export const keys = ({ sql }: Ctx) => sql<KeyRow[]>`
  select id as "id", public_key as "publicKey", made_at as "madeAt", retired_at as "retiredAt",
    withdrawn_at as "withdrawnAt"
  from seal_key order by made_at`

export async function keyInUse({ sql }: Ctx): Promise<{ id: string; secret: Buffer; madeAt: Date } | null> {
  const [row] = await sql<{ id: string; secret: Buffer | null; madeAt: Date }[]>`
    select id as "id", secret as "secret", made_at as "madeAt" from seal_key
    where retired_at is null and withdrawn_at is null`
  return row?.secret ? { id: row.id, secret: row.secret, madeAt: row.madeAt } : null
}

/** Adds a key where none is in use; of two that come at once one is kept. */
export const addKey = ({ sql, now }: Ctx, key: { id: string; publicKey: Buffer; secret: Buffer }) => sql`
  insert into seal_key (id, public_key, secret, made_at) values (${key.id}, ${key.publicKey}, ${key.secret}, ${now()})
  on conflict do nothing`

export const retireKey = ({ sql, now }: Ctx) => sql`
  update seal_key set retired_at = ${now()}, secret = null where retired_at is null and withdrawn_at is null`

export const withdrawKey = ({ sql, now }: Ctx, id: string) => sql<{ id: string }[]>`
  update seal_key set withdrawn_at = ${now()}, retired_at = coalesce(retired_at, ${now()}), secret = null
  where id = ${id} and withdrawn_at is null returning id as "id"`

export type SealRow = {
  readonly mark: string
  readonly kind: string
  readonly subject: string
  readonly facts: SealFacts
  readonly issuedAt: Date
  readonly revokedAt: Date | null
  readonly reason: string | null
}

export const enter = (
  { sql, now }: Ctx,
  seal: { mark: string; kind: string; subject: string; facts: SealFacts }
) => sql`
  insert into seal (mark, kind, subject, facts, issued_at)
  values (${seal.mark}, ${seal.kind}, ${seal.subject}, ${sql.json(seal.facts as never)}, ${now()})
  on conflict (mark) do nothing`

/** Only the latest receipt of a dossier holds; the same one under a newer key changes nothing. */
export const revokeOlder = ({ sql, now }: Ctx, of: { kind: string; subject: string; facts: SealFacts }) => sql`
  update seal set revoked_at = ${now()}, reason = 'replaced'
  where kind = ${of.kind} and subject = ${of.subject} and facts <> ${sql.json(of.facts as never)}::jsonb and revoked_at is null`

/** A paper that holds again what an older one said, e.g. after a correction was taken back. */
export const renew = ({ sql }: Ctx, mark: string) => sql`
  update seal set revoked_at = null, reason = null where mark = ${mark} and reason = 'replaced'`

export const revokeAll = ({ sql, now }: Ctx, subject: string, reason: string) => sql<{ mark: string }[]>`
  update seal set revoked_at = ${now()}, reason = ${reason}
  where subject = ${subject} and revoked_at is null returning mark as "mark"`

/** One paper of a subject, known by the hash of its file before it was signed. */
export const revokeOne = ({ sql, now }: Ctx, of: { subject: string; hash: string; reason: string }) => sql`
  update seal set revoked_at = ${now()}, reason = ${of.reason}
  where subject = ${of.subject} and facts ->> 'hash' = ${of.hash} and revoked_at is null`

export const revoked = ({ sql }: Ctx) => sql<{ mark: string }[]>`
  select mark as "mark" from seal where revoked_at is not null order by mark`

export async function byMark({ sql }: Ctx, mark: string): Promise<SealRow | null> {
  const [row] = await sql<(Omit<SealRow, 'facts'> & { facts: SealFacts })[]>`
    select mark as "mark", kind as "kind", subject as "subject", facts as "facts", issued_at as "issuedAt",
      revoked_at as "revokedAt", reason as "reason"
    from seal where mark = ${mark}`
  return row ?? null
}

/** The code that a dossier was given: the first event of its case says it. */
export const codeOf = ({ sql }: Ctx, dossier: string) => sql<{ code: string }[]>`
  select data ->> 'code' as "code" from event where case_id = ${dossier} and version = 1 and data ->> 'code' is not null`
