import { signMany, signScreen } from '#server/desk/index.ts'
import type { Actor, Ctx } from '#server/platform/index.ts'

/** So many are signed where at least twice as many wait: the rest is left for people to try. */
const SIGNED = 2

/**
 * A few results signed by the chair with the longest list, so that there is something to verify, and a few initialled by
 * the head of division with the longest list, so that a director sees who signed before. Told once.
 */
export async function tellSigned(ctx: Ctx): Promise<void> {
  // A certified copy of the register is signed as well.
  const [signed] = await ctx.sql<{ signed: boolean }[]>`
    select exists (select from signature_order where subject_kind = 'dossier-result') as "signed"`
  if (signed?.signed) return
  await signedBy(ctx, 'chair')
  await signedBy(ctx, 'division-head')
}

async function signedBy(ctx: Ctx, role: string): Promise<void> {
  const [leader] = await ctx.sql<{ id: string; name: string; unit: string }[]>`
    select account.id as "id", account.full_name as "name", post.unit as "unit"
    from account join post on post.account = account.id and post.valid_to is null and post.role = ${role}
      join signer on signer.officer = account.id
    order by (select count(*) from work_item where work_item.kind = 'sign' and work_item.unit = post.unit and work_item.role = post.role) desc, account.login
    limit 1`
  if (!leader) return
  const actor: Actor = {
    kind: 'officer',
    id: leader.id,
    name: leader.name,
    unit: leader.unit,
    roles: role === 'chair' ? ['chair', 'agency-head'] : [role],
    may: () => true
  }
  const acting = { ...ctx, actor, province: { ...ctx.province, demonstration: true } }
  const { rows } = await signScreen(acting)
  if (rows.length < SIGNED * 2) return
  const told = await toldBefore(ctx, rows)
  const form = new FormData()
  for (const { pick, number } of told.slice(-SIGNED)) {
    form.append('pick', pick)
    form.append(`number ${pick}`, number)
  }
  await signMany(acting, form)
}

/** Not those that people have received meanwhile to try them. */
async function toldBefore<T extends { readonly code: string }>({ sql }: Ctx, rows: readonly T[]): Promise<T[]> {
  const told = await sql<{ code: string }[]>`
    select d.code as "code" from dossier d, province p
    where d.code = any(${rows.map(({ code }) => code)}::text[])
      and (p.demonstration_until is null or d.received_at < p.demonstration_until)`
  return rows.filter(({ code }) => told.some(each => each.code === code))
}
