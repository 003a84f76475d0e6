import { error } from '@sveltejs/kit'
import type { Ctx, Permission } from '#server/platform/index.ts'

/** Desk pages are for officers who may read dossiers: others are asked to sign in, or told that they may not. */
export function officerOnly({ actor }: Ctx, needs: Permission = 'dossier.read'): void {
  if (!actor.may('dossier.read') || !actor.may(needs)) error(actor.kind === 'visitor' ? 401 : 403)
}
