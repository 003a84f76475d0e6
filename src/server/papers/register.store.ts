import type { Ctx } from '#server/platform/index.ts'
import type { PaperForm, PaperState, Source } from './model.ts'

/** The papers of one dossier, with the file each entered with: that stays known after the file itself is gone. */
export const papersOfDossier = ({ sql }: Ctx, dossier: string) => sql<
  { id: string; state: PaperState; source: Source; entry: string }[]
>`
  select paper.id as "id", paper.state as "state", paper.source as "source", event.data #>> '{file,id}' as "entry"
  from paper join event on event.case_id = paper.id and event.version = 1
  where paper.dossier = ${dossier} order by paper.entered_at, paper.id`

export type RegisterRow = {
  id: string
  kind: string
  name: string
  holderName: string
  number: string
  issuedOn: string | null
  form: PaperForm
  state: PaperState
  source: Source
  unit: string
  enteredAt: Date
}

/** Papers of the units in reach, newest first. */
export const registerRows = (
  { sql }: Ctx,
  asked: {
    text: string
    kind: string | null
    form: string | null
    state: string | null
    units: readonly string[] | null
    skip: number
    limit: number
  }
) => sql<RegisterRow[]>`
  select id as "id", kind as "kind", name as "name", holder_name as "holderName", number as "number",
    issued_on as "issuedOn", form as "form", state as "state", source as "source", unit as "unit",
    entered_at as "enteredAt"
  from paper
  where source <> 'own' and (${asked.text} = '' or search like '%' || ${asked.text} || '%')
    and (${asked.kind}::text is null or kind = ${asked.kind})
    and (${asked.form}::text is null or form = ${asked.form})
    and (${asked.state}::text is null or state = ${asked.state})
    and (${asked.units as string[] | null}::text[] is null or unit = any(${asked.units as string[] | null}::text[]))
  order by entered_at desc, id
  limit ${asked.limit} offset ${asked.skip}`

/** The chain of a paper as people read it, newest first. */
export const storyOf = ({ sql }: Ctx, id: string) => sql<
  { type: string; at: Date; who: string; unit: string | null; data: Record<string, unknown> }[]
>`
  select type as "type", at as "at", actor_name as "who", actor_unit as "unit", data as "data"
  from event where case_id = ${id} order by version desc limit 200`

/** The dossiers a paper served. */
export const usesOf = ({ sql }: Ctx, id: string) => sql<
  { dossier: string | null; at: Date; by: string; purpose: string; consent: string }[]
>`
  select dossier.code as "dossier", paper_use.at as "at", paper_use.used_by_name as "by",
    paper_use.purpose as "purpose", paper_use.consent as "consent"
  from paper_use left join dossier on dossier.id = paper_use.dossier
  where paper_use.paper = ${id} order by paper_use.at desc limit 200`

/** A result by what stands on it, with the paper before and the paper after it. */
export const replacement = ({ sql }: Ctx, dossier: string, number: string) => sql<
  { formerNumber: string | null; formerDay: string | null; laterNumber: string | null; laterDay: string | null }[]
>`
  select former.number as "formerNumber", former.issued_on as "formerDay", later.number as "laterNumber",
    later.issued_on as "laterDay"
  from dossier join paper on paper.dossier = dossier.id and paper.source = 'result' and paper.number = ${number}
    left join paper as former on former.id = (paper.content ->> 'replaces')::uuid
    left join paper as later on later.id = (paper.content ->> 'replacedBy')::uuid
  where dossier.code = ${dossier} and (former.id is not null or later.id is not null)
  limit 1`
