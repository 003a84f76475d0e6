import type { Ctx, Result } from '#server/platform/index.ts'
import { act } from './actions.ts'
import type { ActionRefusal } from './actions.ts'
import { readSeal } from '#server/seals/index.ts'
import type { Dossier } from './model.ts'

/** Hands a result over at the counter and records to whom. */
export const handOver = (ctx: Ctx, code: string, to: string): Promise<Result<Dossier, ActionRefusal>> =>
  act(ctx, { code }, { kind: 'return-result', to: to.trim(), how: 'counter' })

/** The code in what a scanner typed: the QR of a receipt is a seal, or holds the tracking address. Null: neither. */
export const codeIn = (scanned: string): string | null => {
  const sealed = readSeal(scanned)
  if (sealed) return sealed.facts.code
  const found = /\/track\/([^/?#\s]+)/.exec(scanned.trim())
  try {
    return found ? decodeURIComponent(found[1]!) : null
  } catch {
    return null
  }
}
