import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'

/** How long somebody who told the second factor may look at that dossier. */
export const PASS_MINUTES = 30

/** A signed slip that says: who holds this has told the second factor of this code. It names no person. */
export async function issuePass(ctx: Ctx, code: string): Promise<string> {
  const until = ctx.now().getTime() + PASS_MINUTES * 60_000
  return `${until}.${await signature(ctx, code, until)}`
}

export async function passFits(ctx: Ctx, code: string, pass: string | undefined): Promise<boolean> {
  const [until = '', given = ''] = (pass ?? '').split('.')
  if (!/^\d{13}$/.test(until) || Number(until) < ctx.now().getTime()) return false
  const [right, told] = [Buffer.from(await signature(ctx, code, Number(until))), Buffer.from(given)]
  return right.length === told.length && timingSafeEqual(right, told)
}

const signature = async (ctx: Ctx, code: string, until: number): Promise<string> =>
  createHmac('sha256', await secretOf(ctx))
    .update(`track ${ctx.province.schema} ${code} ${until}`)
    .digest('base64url')

const known = new Map<string, Buffer>()

/** The installation's own secret, made at first need; the same on every node because it lies in the database. */
async function secretOf({ sql, province }: Ctx): Promise<Buffer> {
  const held = known.get(province.schema)
  if (held) return held
  await sql`
    insert into installation_secret (purpose, secret) values ('tracking-pass', ${randomBytes(32)})
    on conflict do nothing`
  const [row] = await sql<{ secret: Buffer }[]>`
    select secret as "secret" from installation_secret where purpose = 'tracking-pass'`
  known.set(province.schema, row!.secret)
  return row!.secret
}
