import { inventAuthority } from './authority.ts'
import type { Wanted } from './authority.ts'
import type { Ctx } from '#server/platform/index.ts'
import { addKey } from './register.ts'
import type { Owner } from './register.ts'
import { believe } from './trust/store.ts'

const DAY_MS = 86_400_000
const YEARS = (years: number) => years * 365 * DAY_MS
export const INVENTED = 'CA trình diễn Sông Mơ (không có giá trị pháp lý)'

/**
 * An invented certificate authority with certificates for the leaders, the heads of division, the desks and
 * the seals of the departments, so that a demonstration signs like a real
 * province. Its name says that it proves nothing; only a demonstration believes it. Told once.
 */
export async function tellSignatures(ctx: Ctx): Promise<void> {
  // Asked of the row: the context of a first run was made before there was a province.
  const [row] = await ctx.sql<{ wanted: boolean }[]>`
    select demonstration and not exists (select from signer) as "wanted" from province`
  if (!row?.wanted) return
  const leaders = await ctx.sql<{ id: string; name: string; unit: string }[]>`
    select distinct on (account.id) account.id as "id", account.full_name as "name", unit.name_vi as "unit"
    from account join post on post.account = account.id and post.valid_to is null join unit on unit.code = post.unit
    where post.role in ('chair', 'agency-head', 'one-stop-officer')
      or (post.role = 'division-head' and unit.kind = 'department') order by account.id, post.head desc`
  const from = new Date(ctx.now().getTime() - YEARS(1))
  const authority = await inventAuthority({ name: INVENTED, from, until: new Date(from.getTime() + YEARS(10)) })
  await believe(ctx, { kind: 'anchor', content: authority.certificate, source: 'demonstration' })
  const until = new Date(from.getTime() + YEARS(3))
  const give = async (owner: Owner, wanted: Pick<Wanted, 'name' | 'organisation' | 'for'>) => {
    const { key, chain } = await authority.issue({ ...wanted, from, until })
    await addKey(ctx, owner, { pkcs8: key.export({ format: 'der', type: 'pkcs8' }), chain })
  }
  for (const { id, name, unit } of leaders)
    await give({ purpose: 'person', officer: id }, { name, organisation: unit, for: 'signing' })
  const offices = await ctx.sql<{ unit: string; name: string }[]>`
    select code as "unit", name_vi as "name" from unit where kind = 'department' and settles and valid_to is null`
  for (const { unit, name } of offices)
    await give({ purpose: 'office', unit }, { name, organisation: name, for: 'signing' })
  await give({ purpose: 'time-stamps' }, { name: 'Dấu thời gian trình diễn Sông Mơ', for: 'time-stamps' })
  const crl = await authority.revoke([], ctx.now(), until)
  await believe(ctx, { kind: 'crl', content: crl, source: 'demonstration' })
}
