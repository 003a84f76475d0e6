import type { Ctx } from '#server/platform/index.ts'
import type { DossierId } from './model.ts'

export type DueTimer = { dossier: DossierId; token: string; at: Date }
type After = Pick<DueTimer, 'dossier' | 'token'> & { readonly at: Date }
const FIRST: After = { at: new Date(0), dossier: '00000000-0000-0000-0000-000000000000' as DossierId, token: '' }

/** Open steps with a timer that has run out, longest ago first; a page behind the last one seen. */
export const stepsWithDueTimer = async ({ sql, now }: Ctx, after: After | null, limit: number) => sql<DueTimer[]>`
  select dossier_id as "dossier", token as "token", timer_at as "at"
  from work_item
  where timer_at <= ${now()}
    and (timer_at, dossier_id, token)
      > (${(after ?? FIRST).at}, ${(after ?? FIRST).dossier}::uuid, ${(after ?? FIRST).token})
  order by timer_at, dossier_id, token
  limit ${limit}`

/** Dossiers whose applicant was asked and has let the stated days go by. */
export const unanswered = async ({ sql, now }: Ctx, limit: number) => sql<{ id: DossierId }[]>`
  select id as "id" from dossier where answer_by <= ${now().toISOString()} and phase = 'supplement'
  order by answer_by, id limit ${limit}`
