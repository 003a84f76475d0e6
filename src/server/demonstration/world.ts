import type { ProcedureContent } from '#server/catalogue/index.ts'
import type { Hours, WorkCalendar } from '#server/calendar/index.ts'
import type { FileRef, Party } from '#server/dossiers/index.ts'
import { clockOn } from '#server/dossiers/index.ts'
import type { Clock } from '#server/dossiers/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'

/** An officer's post, as the generator lets people work. */
export type Worker = { readonly id: string; readonly name: string; readonly unit: string; readonly role: string }

/** A published procedure that the demonstration province serves, ready for the decider. */
export type Served = {
  readonly revision: string
  readonly content: ProcedureContent
  readonly processId: string | null
  readonly process: ProcessModel | null
  readonly weight: number
  /** Where it may be received, with how it settles there. */
  readonly places: readonly { readonly receiving: string; readonly settling: string; readonly commune: string }[]
}

/** Everything a history is told from; nothing in it changes while telling. Plain data. */
export type World = {
  readonly served: readonly Served[]
  /** Officers by `unit|role`; an officer of a division also stands under the agency above. */
  readonly workers: ReadonlyMap<string, readonly Worker[]>
  readonly calendar: WorkCalendar
  readonly hours: Hours
  readonly rules: RuleSet
  /** Office hours of the units that settle. */
  readonly offices: ReadonlyMap<string, Hours>
  /** The people and companies with an account of the demonstration: some of the dossiers are theirs. */
  readonly neighbours: readonly Party[]
  /** What a scan and a result look like: one file each, held for good, that all told dossiers speak of. */
  readonly samples: { readonly scan: FileRef; readonly result: FileRef } | null
  readonly until: Date
}

const clocks = new WeakMap<World, Map<string, Clock>>()

/** The clock of an office that settles, made once: the world itself is plain data, so that another thread can have it. */
export function clockOf(world: World, settling: string): Clock {
  let known = clocks.get(world)
  if (!known) clocks.set(world, (known = new Map()))
  const clock = known.get(settling) ?? clockOn(world.rules, world.calendar, world.offices.get(settling)!)
  known.set(settling, clock)
  return clock
}

export const workersFor = (world: World, unit: string, role: string): readonly Worker[] =>
  world.workers.get(`${unit}|${role}`) ??
  world.workers.get(`${unit}|handler`) ??
  world.workers.get(`${unit}|division-head`) ??
  world.workers.get(`${unit}|agency-head`) ??
  []
