import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { factsFor } from './clock.ts'
import type { Command, Facts, PetitionRefusal } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Petition } from './model.ts'
import { append } from './store.ts'
import type { Sealed } from './store.ts'

export type ActionRefusal = PetitionRefusal | { readonly code: 'forbidden' | 'version-changed' }
export type Done = Promise<Result<Petition, ActionRefusal>>

type Errand = {
  /** The petition as this actor may have it; null where not. */
  readonly find: () => Promise<Petition | null>
  readonly command: Command
  /** Whether this actor may, now that the petition is at hand. */
  readonly may?: (petition: Petition) => boolean
  /** What is sealed with it. */
  readonly sealed?: (petition: Petition) => readonly Sealed[]
  readonly facts?: Partial<Facts>
}

/** Load, ask the decider, store; once more when somebody was faster. */
export async function carryOut(ctx: Ctx, { find, command, may, sealed, facts }: Errand): Done {
  for (let attempt = 0; attempt < 2; attempt++) {
    const petition = await find()
    if (!petition) return err({ code: 'petition-missing' })
    if (may && !may(petition)) return err({ code: 'forbidden' })
    const decision = decide(petition, command, { ...(await factsFor(ctx, petition)), ...facts })
    if (!decision.ok) return decision
    const after = decision.value.reduce<Petition>((state, event) => evolve(state, event, petition.id), petition)
    if (await append(ctx, petition, after, decision.value, sealed?.(petition))) {
      ctx.log.info({ event: decision.value.at(-1)!.type, petition: after.code }, command.kind)
      return ok(after)
    }
  }
  return err({ code: 'version-changed' })
}
