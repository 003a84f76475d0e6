import { personByNumber } from '#server/identity/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { DossierPhase, Party } from './model.ts'
import { unitsAbove } from './reach.rules.ts'

/** Somebody who was here before. `last` is the newest dossier of theirs that this office received. */
export type Returning = { readonly party: Party; readonly last: { readonly name: string; readonly at: Date } | null }

/**
 * People this office knows by a number, a phone or a name: applicants of dossiers it received, newest first, and the
 * holder of an account where the whole number is typed. Nobody is looked for by less than three letters or digits.
 */
export async function returningApplicants(ctx: Ctx, text: string): Promise<Returning[]> {
  if (!ctx.actor.may('dossier.receive')) return []
  const asked = fold(text)
  const digits = /^[\d .-]+$/.test(text.trim()) ? text.replace(/\D/g, '') : ''
  const wanted = digits || asked
  if (wanted.length < 3) return []
  const [known, account] = await Promise.all([
    applicantsLike(ctx, wanted),
    digits.length >= 9 ? personByNumber(ctx, digits) : null
  ])
  const fits = ({ name, number, phone = '' }: Party) =>
    digits ? number.includes(digits) || phone.includes(digits) : ` ${fold(name)}`.includes(` ${asked}`)
  const seen = known
    .filter(row => fits(row.party))
    .slice(0, 8)
    .map(({ party, name, at }) => ({ party, last: { name, at } }))
  return account && !seen.some(({ party }) => party.number === digits)
    ? [{ party: partyOf(account, digits), last: null }, ...seen]
    : seen
}

const applicantsLike = ({ sql, actor }: Ctx, wanted: string) => sql<{ party: Party; name: string; at: Date }[]>`
  with met as (
    select distinct on (applicant_number) state -> 'applicant' as party, procedure_name as name, filed_at as at
    from dossier
    where receiving_unit = any(${unitsAbove(actor.unit ?? '')}::text[]) and search like '%' || ${wanted} || '%'
    order by applicant_number, filed_at desc
  )
  select party as "party", name as "name", at as "at" from met order by at desc limit 60`

const partyOf = (account: NonNullable<Awaited<ReturnType<typeof personByNumber>>>, number: string): Party => ({
  kind: account.kind === 'organisation' ? 'organisation' : 'person',
  name: account.fullName,
  number,
  ...(account.birthDate ? { birth: account.birthDate } : {}),
  ...(account.sex ? { sex: account.sex } : {}),
  ...(account.address ? { address: account.address } : {}),
  ...(account.phone ? { phone: account.phone } : {}),
  ...(account.email ? { email: account.email } : {})
})

/** The procedures of this desk: the one used last, then those used most among its newest three hundred dossiers. */
export const usedProcedures = ({ sql, actor }: Ctx, atOnce: boolean) => sql<{ code: string; name: string }[]>`
  with recent as (
    select procedure_code as code, procedure_name as name, filed_at as at,
      coalesce(returned_at = received_at, false) as at_once
    from dossier where receiving_unit = ${actor.unit ?? ''} order by filed_at desc limit 300
  ), used as (
    select code, max(name) as name, count(*) as times, max(at) as last from recent
    where at_once = ${atOnce} group by code
  )
  select code as "code", name as "name" from used
  order by (last = (select max(last) from used)) desc, times desc, last desc limit 8`

/** A dossier in a list of the desk. */
export type DeskRow = {
  code: string
  phase: DossierPhase
  channel: string
  procedureName: string
  applicantName: string
  applicantNumber: string
  settlingUnit: string
  filedAt: Date
  receivedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  returnedAt: Date | null
}

/** What waits for the desk before acceptance: filings to check (`filed`), or those the applicant must complete. */
export const beforeAcceptance = ({ sql, actor }: Ctx, phase: 'filed' | 'supplement') => sql<DeskRow[]>`
  select code as "code", phase as "phase", channel as "channel", procedure_name as "procedureName",
    applicant_name as "applicantName", applicant_number as "applicantNumber", settling_unit as "settlingUnit",
    filed_at as "filedAt", received_at as "receivedAt", due_at as "dueAt", finished_at as "finishedAt",
    returned_at as "returnedAt"
  from dossier
  where receiving_unit = ${actor.unit ?? ''} and phase = ${phase} and received_at is null
  order by filed_at limit 200`

/** Results that wait to be handed over, by code as typed, or by folded name or number; oldest first. */
export const readyResults = ({ sql, actor }: Ctx, code: string, text: string) => sql<DeskRow[]>`
  select code as "code", phase as "phase", channel as "channel", procedure_name as "procedureName",
    applicant_name as "applicantName", applicant_number as "applicantNumber", settling_unit as "settlingUnit",
    filed_at as "filedAt", received_at as "receivedAt", due_at as "dueAt", finished_at as "finishedAt",
    returned_at as "returnedAt"
  from dossier
  where receiving_unit = ${actor.unit ?? ''} and phase = 'settled'
    and (${text} = '' or search like '%' || ${text} || '%' or search like '%' || ${code} || '%')
  order by finished_at, code limit 100`

export type RegisterAsked = {
  readonly from: Date
  readonly to: Date
  readonly after: { readonly at: string; readonly code: string } | null
  readonly limit: number
}
/** A line of the book; `source` names the system that settles what is not ours. */
export type RegisterRow = Omit<DeskRow, 'channel'> & {
  channel: string | null
  address: string
  phone: string
  source: string | null
}

/**
 * The book of the desk: what it received between two instants, in order, with what was voided left in its line, and what
 * another system tells to have received at this desk.
 */
export const registerOf = ({ sql, actor }: Ctx, { from, to, after, limit }: RegisterAsked) => sql<RegisterRow[]>`
  select code as "code", phase as "phase", channel as "channel", procedure_name as "procedureName",
    applicant_name as "applicantName", applicant_number as "applicantNumber", settling_unit as "settlingUnit",
    filed_at as "filedAt", received_at as "receivedAt", due_at as "dueAt", finished_at as "finishedAt",
    returned_at as "returnedAt", address as "address", phone as "phone", source as "source"
  from (
    select code, phase, channel, procedure_name, applicant_name, applicant_number, settling_unit, filed_at, received_at,
      due_at, finished_at, returned_at, coalesce(state -> 'applicant' ->> 'address', '') as address,
      applicant_phone as phone, null as source
    from dossier
    where receiving_unit = ${actor.unit ?? ''} and filed_at >= ${from} and filed_at < ${to}
    union all
    select a.code, a.phase, (array['counter', 'online', 'post'])[a.channel], coalesce(nullif(a.procedure_name, ''), a.procedure_code),
      a.applicant_name, a.applicant_number, a.settling_unit, a.filed_at, a.received_at, a.due_at, a.finished_at,
      a.returned_at, '', '', y.name_vi
    from all_dossier a join system y on y.code = a.source
    where a.source is not null and a.receiving_unit = ${actor.unit ?? ''} and a.filed_at >= ${from} and a.filed_at < ${to}
  ) as line
  where (filed_at, code) > (${after?.at ?? '0001-01-01T00:00:00Z'}::timestamptz, ${after?.code ?? ''})
  order by filed_at, code limit ${limit}`
