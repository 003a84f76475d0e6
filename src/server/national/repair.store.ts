import type { Ctx } from '#server/platform/index.ts'

/** One more message about the last version of each, unless one waits already; the portal's record is told anew. */
export const resend = ({ sql, now, province }: Ctx, dossiers: readonly string[]) => sql<{ jobs: number }[]>`
  with lost as (
    update national_ledger set told_version = case when difference = 'missing-there' then null else told_version end,
      difference = null, found_at = null, asked_at = null
    where dossier_id = any(${[...dossiers]}::uuid[]) and our_state is not null
    returning code, dossier_id, our_version, our_state, our_at
  ), again as (
    insert into national_message (direction, key, kind, code, dossier_id, version, state, at, due_at, entered_at)
    select 'out', lost.dossier_id::text || ':' || lost.our_version::text || ':' || extract(epoch from ${now()}::timestamptz)::text,
      'resent', lost.code, lost.dossier_id, lost.our_version, lost.our_state, lost.our_at, ${now()}, ${now()}
    from lost
    where not exists (select from national_message as other where other.dossier_id = lost.dossier_id
      and other.direction = 'out' and other.standing in ('waiting', 'sending'))
    on conflict (direction, key) do nothing
    returning id
  ), overtaken as (
    update national_message as message set standing = 'done', error = 'resent'
    from lost where message.dossier_id = lost.dossier_id and message.direction = 'out' and message.standing = 'refused'
  )
  select count(job.id)::integer as "jobs" from (select count(*) from again having count(*) > 0) as fresh,
    graphile_worker.add_job('national.tell', json_build_object('province', ${province.schema}::text),
      job_key => ${province.schema}::text || ':national-tell') as job`

/** An administrator has looked and leaves it: shown no more until either side changes. */
export const leaveAsItIs = ({ sql, now, actor }: Ctx, code: string) => sql`
  update national_ledger set difference = null, found_at = null, accepted_by = ${actor.name}, accepted_at = ${now()}
  where code = ${code}`
