import type { Ctx } from '#server/platform/index.ts'
import { knownSystems } from './registry.ts'
import { openOutages } from './state.store.ts'

/** A system that does not answer now, in keys of words: what to tell people, and what goes on all the same. */
export type OutageShown = {
  readonly system: string
  readonly since: Date
  readonly banner: string
  readonly works: readonly string[]
}

/** The configured systems that are away at this moment, with their degraded mode. */
export async function outagesShown(ctx: Ctx): Promise<readonly OutageShown[]> {
  const connected = knownSystems().flatMap(({ contract, system }) => (system ? [contract] : []))
  if (connected.length === 0) return []
  const away = await openOutages(ctx)
  return connected.flatMap(({ system, degraded }) => {
    const outage = away.find(each => each.system === system)
    return outage ? [{ system, since: outage.since, ...degraded }] : []
  })
}
