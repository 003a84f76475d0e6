import type { Ctx } from '#server/platform/index.ts'
import type { Span } from '../service-index/store.ts'

/** What was digitised and used again at one unit or desk in a period. */
export type DigitisationRow = {
  readonly unit: string
  /** Received in the period; `online`: of them filed as electronic dossiers. */
  readonly received: number
  readonly online: number
  /** 4.2 of the index: dossiers with papers, and those of them with a digitised one; `whole`: every paper is. */
  readonly papered: number
  readonly digitised: number
  readonly whole: number
  /** Papers handed in, and those with a file. */
  readonly papers: number
  readonly papersDigitised: number
  /** 4.3: dossiers of which reuse is known, those that used what was there already, and the papers of stores they used. */
  readonly tellsReuse: number
  readonly reused: number
  readonly papersReused: number
  /** 4.1: settled in the period, and those with an electronic result. */
  readonly settled: number
  readonly eResult: number
}

/** By settling unit or by receiving desk: the service index's own dossiers (`index_dossiers`), nothing counted twice. */
export const rowsBy = ({ sql }: Ctx, { since, before, moment, under }: Span, by: 'unit' | 'desk') => sql<
  DigitisationRow[]
>`
  with counted as (
    select case ${by}::text when 'desk' then s.receiving_unit else s.settling_unit end as place, d.*, s.channel,
      coalesce(s.papers, 0) as papers, coalesce(s.papers_digitised, 0) as with_file, coalesce(used.papers, 0) as taken
    from index_dossiers(${since}, ${before}, ${moment}, ${under}) d
      join settlement s on s.dossier_id = d.dossier_id
      left join (select u.dossier, count(*) as papers from paper_use u join paper p on p.id = u.paper
        where p.source <> 'own' group by u.dossier) used on used.dossier = d.dossier_id
  )
  select coalesce(place, '') as "unit", count(*) filter (where is_received) as "received",
    count(*) filter (where is_received and channel = 'online') as "online",
    count(*) filter (where has_papers) as "papered", count(*) filter (where is_digitised) as "digitised",
    count(*) filter (where has_papers and with_file >= papers) as "whole",
    coalesce(sum(papers) filter (where is_received), 0)::int as "papers",
    coalesce(sum(with_file) filter (where is_received), 0)::int as "papersDigitised",
    count(*) filter (where tells_reuse) as "tellsReuse", count(*) filter (where is_reused) as "reused",
    coalesce(sum(taken) filter (where is_received), 0)::int as "papersReused",
    count(*) filter (where is_settled) as "settled", count(*) filter (where is_e_result) as "eResult"
  from counted group by 1 order by 1`

export type DigitisationDossier = {
  readonly id: string
  readonly code: string
  readonly procedure: string
  readonly unit: string
  readonly desk: string
  readonly receivedAt: Date
  readonly finishedAt: Date | null
  readonly papers: number
  readonly papersDigitised: number
}

/** The dossiers behind one number, newest first. */
export const dossiersOf = (
  { sql }: Ctx,
  { since, before, moment, under }: Span,
  asked: { which: string; desk: string | null; after: { at: string; id: string } | null; limit: number }
) => sql<DigitisationDossier[]>`
  select d.dossier_id as "id", d.code as "code", d.procedure_code || ' ' || coalesce(p.name, '') as "procedure",
    d.settling_unit as "unit", coalesce(s.receiving_unit, '') as "desk", d.received_at as "receivedAt",
    d.finished_at as "finishedAt", coalesce(s.papers, 0) as "papers", coalesce(s.papers_digitised, 0) as "papersDigitised"
  from index_dossiers(${since}, ${before}, ${moment}, ${under}) d
    join settlement s on s.dossier_id = d.dossier_id left join procedure p on p.code = d.procedure_code
  where (${asked.desk}::text is null or s.receiving_unit = ${asked.desk})
    and case ${asked.which}::text
      when 'received' then d.is_received when 'online' then d.is_received and s.channel = 'online'
      when 'papered' then d.has_papers when 'digitised' then d.is_digitised
      when 'whole' then d.has_papers and s.papers_digitised >= s.papers
      when 'reused' then d.is_reused
      when 'settled' then d.is_settled when 'e-result' then d.is_e_result
      when 'papers-missing' then d.has_papers and s.papers_digitised < s.papers
      when 'result-missing' then d.is_settled and not d.is_e_result else false end
    and (${asked.after?.id ?? null}::uuid is null
      or (d.received_at, d.dossier_id) < (${asked.after?.at ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
  order by d.received_at desc, d.dossier_id desc limit ${asked.limit}`
