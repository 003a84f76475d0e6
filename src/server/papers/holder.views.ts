import type { Ctx } from '#server/platform/index.ts'
import type { Paper } from './model.ts'

/** One use of a paper as its holder reads it. */
export type UseRow = {
  readonly id: string
  readonly paper: string
  readonly at: Date
  readonly by: string
  readonly unit: string | null
  readonly purpose: string
  readonly consent: string
  readonly dossier: string | null
  readonly question: string | null
  readonly askedAt: Date | null
  readonly answer: string | null
  readonly answeredAt: Date | null
}
type Whose = { readonly kind: 'person' | 'organisation'; readonly number: string }

/** A page of a store, newest first. */
export const storePage = (
  { sql }: Ctx,
  { kind, number }: Whose,
  { after, limit }: { after: { at: string; id: string } | null; limit: number }
) => sql<{ content: Paper; enteredAt: Date }[]>`
  select content as "content", entered_at as "enteredAt" from paper
  where holder_kind = ${kind} and holder = ${number} and (${after?.id ?? null}::uuid is null
    or entered_at < ${after?.at ?? null}::timestamptz
    or (entered_at = ${after?.at ?? null}::timestamptz and id > ${after?.id ?? null}::uuid))
  order by entered_at desc, id limit ${limit}`

/** Every use of these papers, newest first, with what the holder asked about it. */
export const usesOf = ({ sql }: Ctx, papers: readonly string[]) => sql<UseRow[]>`
  select paper_use.id as "id", paper_use.paper as "paper", paper_use.at as "at", paper_use.used_by_name as "by",
    coalesce(unit.name_vi, paper_use.unit) as "unit", paper_use.purpose as "purpose", paper_use.consent as "consent",
    dossier.code as "dossier", paper_question.question as "question", paper_question.asked_at as "askedAt",
    paper_question.answer as "answer", paper_question.answered_at as "answeredAt"
  from paper_use left join unit on unit.code = paper_use.unit left join dossier on dossier.id = paper_use.dossier
    left join paper_question on paper_question.use = paper_use.id
  where paper_use.paper = any(${[...papers]}::uuid[])
  order by paper_use.at desc, paper_use.id`

/** Whose paper a use was of. */
export async function holderOfUse({ sql }: Ctx, use: string): Promise<Whose | null> {
  const [row] = await sql<Whose[]>`
    select paper.holder_kind as "kind", paper.holder as "number"
    from paper_use join paper on paper.id = paper_use.paper where paper_use.id = ${use}::uuid`
  return row ?? null
}

export const enterQuestion = ({ sql, now }: Ctx, use: string, account: string, question: string) => sql<
  { id: string }[]
>`
  insert into paper_question (use, account, question, asked_at)
  values (${use}::uuid, ${account}::uuid, ${question}, ${now()})
  on conflict (use) do nothing returning id as "id"`

/** Questions about uses for who answers those about look-ups: the open ones first. */
export const questions = ({ sql }: Ctx) => sql<
  {
    id: string
    question: string
    askedAt: Date
    answer: string | null
    answeredAt: Date | null
    answeredBy: string | null
    at: Date
    officerName: string
    unit: string | null
    purpose: string
    dossier: string | null
  }[]
>`
  select paper_question.id as "id", question as "question", asked_at as "askedAt", answer as "answer",
    answered_at as "answeredAt", answered_by as "answeredBy", paper_use.at as "at",
    paper_use.used_by_name as "officerName", coalesce(unit.name_vi, paper_use.unit) as "unit",
    paper_use.purpose as "purpose", dossier.code as "dossier"
  from paper_question join paper_use on paper_use.id = paper_question.use
    left join unit on unit.code = paper_use.unit left join dossier on dossier.id = paper_use.dossier
  order by answered_at is not null, asked_at desc limit 100`

export const putAnswer = ({ sql, now, actor }: Ctx, id: string, answer: string) => sql<{ id: string }[]>`
  update paper_question set answer = ${answer}, answered_by = ${actor.name}, answered_at = ${now()}
  where id = ${id}::uuid and answer is null returning id as "id"`
