import { error } from '@sveltejs/kit'
import type { Ctx } from '#server/platform/index.ts'

/** Desk pages are for officers who may read dossiers: others are asked to sign in, or told that they may not. */
export function officerOnly({ actor }: Ctx): void {
  if (!actor.may('dossier.read')) error(actor.kind === 'visitor' ? 401 : 403)
}
