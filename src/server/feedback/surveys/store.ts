import type { Ctx, Day } from '#server/platform/index.ts'
import type { SurveyEvent } from './decider.ts'
import type { Question, Survey } from './model.ts'

/** A new survey with its first event; false where the code is taken. */
export async function plan({ sql, actor }: Ctx, survey: Survey, event: SurveyEvent): Promise<boolean> {
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${survey.id}, 0, null, ${actor.id}, ${sql.json([event] as never)}) as chain
    ), entered as (
      insert into survey (id, code, version, hash, phase, title, settled_from, settled_to, sample_size, ends_on, questions, strata)
      select ${survey.id}, ${survey.code}, 1, links.hash, 'planned', ${survey.title}, ${survey.from}, ${survey.to},
        ${survey.sample}, ${survey.endsOn}, ${sql.json(survey.questions as never)}, '[]'
      from links
      on conflict (code) do nothing
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'survey', entered.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, links.hash
      from links, entered
    )
    select exists (select from entered) as "stored"`
  return row!.stored
}

/** Stores what a command did, if the version read still stands. */
export async function append({ sql, actor }: Ctx, before: Survey, after: Survey, event: SurveyEvent): Promise<boolean> {
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from survey, chained(survey.id, survey.version, survey.hash, ${actor.id}, ${sql.json([event] as never)}) as chain
      where survey.id = ${before.id} and survey.version = ${before.version}
    ), changed as (
      update survey set version = ${after.version}, hash = (select hash from links), phase = ${after.phase},
        strata = ${sql.json(after.strata as never)}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'survey', changed.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, links.hash
      from links, changed
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

export const surveys = ({ sql }: Ctx, code: string | null = null) => sql<Survey[]>`
  select id as "id", version as "version", code as "code", phase as "phase", title as "title", settled_from as "from",
    settled_to as "to", ends_on as "endsOn", sample_size as "sample", questions as "questions", strata as "strata"
  from survey where ${code}::text is null or code = ${code} order by settled_from desc, code`

/** The settled dossiers of a span by the agency that settled them: the strata. */
export const settledByAgency = ({ sql }: Ctx, since: Date, before: Date) => sql<{ key: string; size: number }[]>`
  select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as "key", count(*) as "size"
  from dossier where phase in ('settled', 'returned') and finished_at >= ${since} and finished_at < ${before}
  group by 1 order by 1`

/** The dossiers drawn: of each stratum those whose number comes first under the survey's own seed; the same every time. */
export const drawnDossiers = (
  { sql }: Ctx,
  { id, strata }: Pick<Survey, 'id' | 'strata'>,
  since: Date,
  before: Date
) => sql<{ dossier: string; stratum: string }[]>`
  with counted as (
    select d.id, array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as key,
      row_number() over (partition by array_to_string((string_to_array(settling_unit, '.'))[1:2], '.')
        order by md5(${id}::text || d.id::text)) as place
    from dossier d where phase in ('settled', 'returned') and finished_at >= ${since} and finished_at < ${before}
  )
  select counted.id as "dossier", counted.key as "stratum"
  from counted join jsonb_to_recordset(${sql.json(strata as never)}) as stratum (key text, sample integer)
    on stratum.key = counted.key and counted.place <= stratum.sample
  order by counted.key, counted.place`

/** Enters an invitation once per dossier; false where it was asked already. */
export async function enterInvitation(
  { sql }: Ctx,
  row: { hash: Buffer; survey: string; stratum: string; proof: Buffer }
): Promise<boolean> {
  const [entered] = await sql<{ entered: boolean }[]>`
    with one as (
      insert into survey_invitation (hash, survey, stratum, proof)
      values (${row.hash}, ${row.survey}, ${row.stratum}, ${row.proof}) on conflict do nothing returning hash
    )
    select exists (select from one) as "entered"`
  return entered!.entered
}

export async function invitationOf({ sql }: Ctx, hash: Buffer, today: Day) {
  const [row] = await sql<{ code: string; title: string; questions: readonly Question[] }[]>`
    select s.code as "code", s.title as "title", s.questions as "questions"
    from survey_invitation i join survey s on s.id = i.survey
    where i.hash = ${hash} and s.phase = 'open' and s.ends_on >= ${today}`
  return row ?? null
}

/** Uses the invitation up and keeps the answers under its stratum. */
export async function enterAnswer(
  { sql }: Ctx,
  row: { id: string; hash: Buffer; today: Day; answers: Readonly<Record<string, number>>; words: string }
): Promise<boolean> {
  const [entered] = await sql<{ entered: boolean }[]>`
    with used as (
      delete from survey_invitation i using survey s
      where i.hash = ${row.hash} and s.id = i.survey and s.phase = 'open' and s.ends_on >= ${row.today}
      returning i.survey, i.stratum
    ), one as (
      insert into survey_answer (id, survey, stratum, answered_on, answers, words)
      select ${row.id}, survey, stratum, ${row.today}, ${sql.json(row.answers)}, ${row.words} from used
      returning id
    )
    select exists (select from one) as "entered"`
  return entered!.entered
}

/** Of each question and stratum: how many answered, their sum, squares, and how many were satisfied (4 or 5). */
export const sums = ({ sql }: Ctx, survey: string) => sql<
  { question: string; stratum: string; count: number; sum: number; squares: number; satisfied: number }[]
>`
  select answer.key as "question", stratum as "stratum", count(*) as "count",
    sum(answer.value::integer)::integer as "sum", sum(answer.value::integer ^ 2)::integer as "squares",
    count(*) filter (where answer.value::integer >= 4) as "satisfied"
  from survey_answer, jsonb_each_text(answers) as answer
  where survey = ${survey} group by answer.key, stratum`

export async function answerCount({ sql }: Ctx, survey: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as "count" from survey_answer where survey = ${survey}`
  return row!.count
}

export const over = ({ sql }: Ctx, today: Day) => sql<{ code: string }[]>`
  select code as "code" from survey where phase = 'open' and ends_on < ${today}`
