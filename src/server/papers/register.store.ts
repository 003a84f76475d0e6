import type { Ctx } from '#server/platform/index.ts'
import type { PaperState, Source } from './model.ts'

/** The papers of one dossier, with the file each entered with: that stays known after the file itself is gone. */
export const papersOfDossier = ({ sql }: Ctx, dossier: string) => sql<
  { id: string; state: PaperState; source: Source; entry: string }[]
>`
  select paper.id as "id", paper.state as "state", paper.source as "source", event.data #>> '{file,id}' as "entry"
  from paper join event on event.case_id = paper.id and event.version = 1
  where paper.dossier = ${dossier} order by paper.entered_at, paper.id`
