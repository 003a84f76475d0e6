import { ok, err } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { newRevision } from '../actions.ts'
import type { ProcedureContent } from '../model.ts'
import { publish } from '../store.ts'
import { business } from './business.ts'
import { certification } from './certification.ts'
import { civilStatusAndLinked } from './civil-status.linked.ts'
import { civilStatus } from './civil-status.ts'
import { construction } from './building.ts'
import { healthAndCulture } from './health-culture.ts'
import { land } from './land.ts'
import { police } from './police.ts'
import { residenceAndIdentity } from './residence.ts'
import { services } from './services.ts'
import { contentOf, processOf } from './sketch.ts'
import type { Process, Sketch } from './sketch.ts'
import { socialPolicy } from './social.ts'

export { DEPARTMENTS, PROCESSES } from './sketch.ts'

export type { Process } from './sketch.ts'

export type DemonstrationProcedure = {
  readonly content: ProcedureContent
  /** Which kind of process settles it; null where it is settled at once. */
  readonly process: Process | null
  /** Normal share of all filings, relative to the others. */
  readonly weight: number
  /** Which of the 25 essential services it belongs to; null for the others. */
  readonly essential: number | null
}

const sketches: readonly Sketch[] = [
  ...civilStatus,
  ...civilStatusAndLinked,
  ...certification,
  ...residenceAndIdentity,
  ...police,
  ...business,
  ...land,
  ...construction,
  ...socialPolicy,
  ...healthAndCulture,
  ...services
]

/** The procedures of the demonstration province: the 25 essential services and the others that people really use. */
export const demonstrationProcedures = (): DemonstrationProcedure[] =>
  sketches.map(sketch => ({
    content: contentOf(sketch),
    process: sketch.limit === 'at-once' ? null : processOf(sketch),
    weight: sketch.weight,
    essential: sketch.essential ?? null
  }))

/**
 * Publishes them, each with the process that was published for its code; what is there already stays as it is. Answers
 * the codes that are new.
 */
export async function publishDemonstration(
  ctx: Ctx,
  processes: ReadonlyMap<string, string> = new Map()
): Promise<Result<{ published: string[] }>> {
  if (!ctx.actor.may('catalogue.publish')) return err({ code: 'forbidden' })
  const revisions = demonstrationProcedures().map(({ content }) =>
    newRevision({ ...content, processId: processes.get(content.code) ?? null })
  )
  const published = await publish(ctx, revisions, { at: ctx.now(), name: ctx.actor.name })
  return ok({ published: published.map(row => row.code) })
}
