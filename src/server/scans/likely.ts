import { codeIn } from '#server/documents/index.ts'
import type { Reading } from '#server/documents/index.ts'
import { listDossiers } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { dossierFor } from './actions.ts'

/** A dossier of this desk that a scan may belong to, and what on the paper says so. */
export type Likely = {
  readonly code: string
  readonly procedure: string
  readonly applicant: string
  readonly because: 'code' | 'number'
}

const A_FEW = 3

/** The dossiers a paper names by its code, then the newest of the person whose number stands on it. Only proposals. */
export async function likelyDossiers(
  ctx: Ctx,
  { codes, fields }: Pick<Reading, 'codes' | 'fields'>
): Promise<Likely[]> {
  const named = [...codes.map(({ text }) => codeIn(text) ?? ''), fields.code?.value ?? '']
  const number = fields.number?.value ?? ''
  const of = number && ctx.actor.unit ? await ofPerson(ctx, number, ctx.actor.unit) : []
  const likely = new Map<string, Likely>()
  for (const [code, because] of [
    ...named.map(code => [code, 'code'] as const),
    ...of.map(code => [code, 'number'] as const)
  ]) {
    const dossier = likely.has(code) ? null : await dossierFor(ctx, code)
    if (dossier)
      likely.set(code, { code, because, procedure: dossier.procedure.name, applicant: dossier.applicant.name })
  }
  return [...likely.values()]
}

async function ofPerson(ctx: Ctx, number: string, unit: string): Promise<string[]> {
  const asked = { text: number.toLowerCase(), phase: null, units: [unit], account: null, after: null, limit: A_FEW }
  return (await listDossiers(ctx, asked)).map(({ code }) => code)
}
