import type { Ctx } from '#server/platform/index.ts'
import type { SecondDemand } from './rules.ts'

export type FactorRow = { secret: Buffer; confirmedAt: Date | null; left: number }

export const factorOf = async ({ sql }: Ctx, account: string): Promise<FactorRow | undefined> => {
  const rows = await sql<FactorRow[]>`
    select secret, confirmed_at as "confirmedAt",
      (select count(*)::int from recovery_code c where c.account = f.account and c.used_at is null) as "left"
    from second_factor f where account = ${account}`
  return rows[0]
}

/** Starts enrolment again until it is confirmed; a confirmed one stays. */
export const beginFactor = ({ sql, now }: Ctx, account: string, secret: Buffer) => sql<{ account: string }[]>`
  insert into second_factor as held (account, secret, begun_at) values (${account}, ${secret}, ${now()})
  on conflict (account) do update set secret = excluded.secret, begun_at = excluded.begun_at where held.confirmed_at is null
  returning account`

/** Takes a step once, and none before it: the same code is refused the second time, also when both come at once. */
export const takeStep = async ({ sql }: Ctx, account: string, step: number): Promise<boolean> => {
  const rows = await sql<{ account: string }[]>`
    update second_factor set last_step = ${step} where account = ${account} and last_step < ${step} returning account`
  return rows.length > 0
}

export const confirmFactor = ({ sql, now }: Ctx, account: string) =>
  sql`update second_factor set confirmed_at = ${now()} where account = ${account} and confirmed_at is null`

/** Ten new codes in place of the old ones, used or not. Hashes go as hexadecimal words: the driver has no list of bytea. */
export const replaceCodes = ({ sql }: Ctx, account: string, hashes: Buffer[]) => {
  const words = hashes.map(hash => hash.toString('hex'))
  return sql`
    with gone as (delete from recovery_code where account = ${account} and encode(code_hash, 'hex') <> all(${words}::text[]))
    insert into recovery_code (account, code_hash)
    select ${account}, decode(word, 'hex') from unnest(${words}::text[]) as given (word)`
}

export const useCode = async ({ sql, now }: Ctx, account: string, hash: Buffer): Promise<boolean> => {
  const rows = await sql<{ account: string }[]>`
    update recovery_code set used_at = ${now()} where account = ${account} and code_hash = ${hash} and used_at is null
    returning account`
  return rows.length > 0
}

export const removeFactor = async ({ sql }: Ctx, account: string): Promise<boolean> => {
  const rows = await sql<{ account: string }[]>`delete from second_factor where account = ${account} returning account`
  return rows.length > 0
}

export const beginStep = ({ sql }: Ctx, step: { token: Buffer; account: string; until: Date }) => sql`
  insert into sign_in_step (token_hash, account, expires_at) values (${step.token}, ${step.account}, ${step.until})`

export const stepUnderWay = async ({ sql, now }: Ctx, token: Buffer): Promise<string | null> => {
  const rows = await sql<{ account: string }[]>`
    select account from sign_in_step where token_hash = ${token} and expires_at > ${now()}`
  return rows[0]?.account ?? null
}

/** Ends the step under way; only one of two who come at once gets it. */
export const endStep = async ({ sql }: Ctx, token: Buffer): Promise<boolean> => {
  const rows = await sql<{ account: string }[]>`delete from sign_in_step where token_hash = ${token} returning account`
  return rows.length > 0
}

export const policyRows = ({ sql }: Ctx) => sql<{ role: string; demand: SecondDemand }[]>`
  select role, demand from second_factor_policy order by role`

export const setPolicy = ({ sql }: Ctx, role: string, demand: SecondDemand) => sql`
  insert into second_factor_policy (role, demand) values (${role}, ${demand})
  on conflict (role) do update set demand = excluded.demand`
