import { load, maySee } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { RELATIONS, systemOf, verifyRelative } from '#server/exchange/index.ts'
import type { LookUpRefusal, Related, Relation } from '#server/exchange/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { namedFrom, namedOf } from './person.rules.ts'

export type RelativeRefusal =
  LookUpRefusal | { readonly code: 'not-found' | 'relative-incomplete' | 'applicant-unnamed' }
type Asked = { readonly relation: string; readonly number: string; readonly name: string; readonly birth: string }

/** The applicant of a dossier whose relatives may be asked about; null for those who may not, or where nobody can be asked. */
export async function relativesOf(
  ctx: Ctx,
  code: string
): Promise<{ code: string; applicant: string; procedure: string; known: boolean } | null> {
  const dossier = await seen(ctx, code)
  if (!dossier) return null
  const { name } = dossier.applicant
  return { code, applicant: name, procedure: dossier.procedure.name, known: namedOf(dossier.applicant) !== null }
}

/**
 * Whether somebody is the father, mother or spouse of a dossier's applicant: both by number, name and birth, for this
 * dossier, on the record that the applicant reads. The answer is yes or no; nothing else is told.
 */
export async function checkRelative(
  ctx: Ctx,
  code: string,
  asked: Asked
): Promise<Result<Related['kind'], RelativeRefusal>> {
  const dossier = await seen(ctx, code)
  if (!dossier) return err({ code: 'not-found' })
  const person = namedOf(dossier.applicant)
  if (!person) return err({ code: 'applicant-unnamed' })
  const relation: Relation | undefined = RELATIONS.find(each => each === asked.relation)
  const relative = namedFrom({ number: asked.number, name: asked.name, birth: asked.birth })
  if (!relation || !relative) return err({ code: 'relative-incomplete' })
  const got = await verifyRelative(
    ctx,
    { person, relation, relative },
    {
      procedure: dossier.procedure.code,
      procedureName: dossier.procedure.name,
      dossier: code,
      task: { kind: 'dossier', ref: code }
    }
  )
  return got.ok ? ok(got.value.answer.kind) : got
}

async function seen(ctx: Ctx, code: string): Promise<Dossier | null> {
  if (!ctx.actor.may('population.look-up') || !systemOf('population')) return null
  const dossier = await load(ctx, { code })
  return dossier && maySee(ctx, dossier) ? dossier : null
}
