import type { Ctx } from '#server/platform/index.ts'
import type { NotScanned } from './kinds.model.ts'
import type { PaperForm, PaperState } from './model.ts'

export type ScanRow = {
  code: string
  treatment: 'scanned' | NotScanned
  paper: string | null
  pages: number | null
  notes: number
  at: Date
  byName: string
  state: PaperState | null
  form: PaperForm | null
  entry: string | null
}

/** What was done with the papers of a dossier, in their order. */
export const scansOf = ({ sql }: Ctx, dossier: string) => sql<ScanRow[]>`
  select paper_scan.code as "code", paper_scan.treatment as "treatment", paper_scan.paper as "paper",
    paper_scan.pages as "pages", paper_scan.notes as "notes", paper_scan.at as "at", paper_scan.by_name as "byName",
    paper.state as "state", paper.form as "form", event.data #>> '{file,id}' as "entry"
  from paper_scan
    left join paper on paper.id = paper_scan.paper
    left join event on event.case_id = paper.id and event.version = 1
  where paper_scan.dossier = ${dossier} order by paper_scan.position, paper_scan.code`

/** Says what was done with a paper; what was said before is written over, the papers themselves stay in the register. */
export const noteScan = (
  { sql, now, actor }: Ctx,
  scan: {
    dossier: string
    code: string
    position: number
    treatment: 'scanned' | NotScanned
    paper: string | null
    pages: number | null
    notes: number
  }
) => sql`
  insert into paper_scan (dossier, code, position, treatment, paper, pages, notes, at, by_id, by_name)
  values (${scan.dossier}, ${scan.code}, ${scan.position}, ${scan.treatment}, ${scan.paper}::uuid,
    ${scan.pages}::integer, ${scan.notes}, ${now()}, ${actor.id}::uuid, ${actor.name})
  on conflict (dossier, code) do update set position = excluded.position, treatment = excluded.treatment,
    paper = excluded.paper, pages = excluded.pages, notes = excluded.notes, at = excluded.at, by_id = excluded.by_id,
    by_name = excluded.by_name`
