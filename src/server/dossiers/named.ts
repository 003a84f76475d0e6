import { revisionById } from '#server/catalogue/index.ts'
import { holdFiles } from '#server/documents/index.ts'
import { activeOfficer } from '#server/identity/index.ts'
import { ancestorsOf, unitsInForce } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Later } from './actions.ts'
import type { CommandOf } from './commands.ts'
import type { DossierEvent, Filing } from './events.ts'
import type { Dossier, DossierId } from './model.ts'
import { permissions } from './permissions.ts'
import { reaches } from './reach.rules.ts'
import type { SignerRefusal } from './refusals.ts'
import { believedSigners } from './signers.ts'

/** A command names somebody or something that is not there, or not for this. */
export type NamedRefusal =
  | { readonly code: 'unit-unknown' | 'unit-not-receiving' | 'unit-not-settling'; readonly unit: string }
  | { readonly code: 'officer-unknown' }
  | { readonly code: 'officer-out-of-reach'; readonly officer: string; readonly unit: string }
  | { readonly code: 'files-gone' }
  | SignerRefusal

/**
 * A command is believed about what is to be done, never about names: the officer, the unit and the papers it names are
 * looked up, and their names are those on record.
 */
export async function lookUp(ctx: Ctx, dossier: Dossier, command: Later): Promise<Result<Later, NamedRefusal>> {
  switch (command.kind) {
    case 'assign':
      return assignee(ctx, dossier, command)
    case 'complete': {
      const lack = command.consult === undefined ? null : await lackOf(ctx, command.consult)
      if (lack) return err(lack)
      const signers = await believedSigners(ctx, dossier, command)
      return signers.ok ? ok({ ...command, ...(signers.value ? { signers: signers.value } : {}) }) : signers
    }
    case 'supplement':
      return ok({ ...command, papers: await named(ctx, dossier, command.papers) })
    case 'correct': {
      const { receivingUnit, papers } = command.changes as { receivingUnit?: string; papers?: Dossier['papers'] }
      const lack = receivingUnit === undefined ? null : await lackOf(ctx, receivingUnit, 'receives')
      if (lack) return err(lack)
      if (!papers) return ok(command)
      return ok({ ...command, changes: { ...command.changes, papers: await named(ctx, dossier, papers) } })
    }
    default:
      return ok(command)
  }
}

/** Who is given a step works today, in a post that reaches the step's unit and does steps. */
async function assignee(
  ctx: Ctx,
  dossier: Dossier,
  command: CommandOf<'assign'>
): Promise<Result<Later, NamedRefusal>> {
  const unit = dossier.steps.find(step => step.token === command.token)?.unit
  if (unit === undefined) return ok(command)
  const officer = await activeOfficer(ctx, command.officer, dayOf(ctx.now()))
  if (!officer) return err({ code: 'officer-unknown' })
  const does = (role: string) => (permissions['dossier.step'] as readonly string[]).includes(role)
  const fits = officer.posts.some(post => does(post.role) && reaches({ kind: 'officer', unit: post.unit }, unit))
  return fits
    ? ok({ ...command, officerName: officer.fullName })
    : err({ code: 'officer-out-of-reach', officer: officer.fullName, unit })
}

/** Why a unit is not one that is there today and, where asked, receives or settles: itself or the agency above it. */
async function lackOf(ctx: Ctx, code: string, does?: 'receives' | 'settles'): Promise<NamedRefusal | null> {
  const units = await unitsInForce(ctx, dayOf(ctx.now()))
  if (!units.has(code)) return { code: 'unit-unknown', unit: code }
  if (!does || [code, ...ancestorsOf(code)].some(each => units.get(each)?.[does])) return null
  return { code: does === 'receives' ? 'unit-not-receiving' : 'unit-not-settling', unit: code }
}

/** A new dossier lies at a desk that receives and goes to an office that settles. */
export const lackOfPlaces = async (
  ctx: Ctx,
  { receivingUnit, settlingUnit }: Pick<Filing, 'receivingUnit' | 'settlingUnit'>
): Promise<NamedRefusal | null> =>
  (await lackOf(ctx, receivingUnit, 'receives')) ?? (await lackOf(ctx, settlingUnit, 'settles'))

/** Papers come in by their code; their names are those of the dossier's own revision. */
async function named(ctx: Ctx, dossier: Dossier, papers: Dossier['papers']): Promise<Dossier['papers']> {
  if (papers.every(paper => paper.name)) return papers
  const revision = await revisionById(ctx, dossier.procedure.revision)
  const names = new Map([
    ...(revision.ok ? revision.value.content.papers.map(paper => [paper.code, paper.name.vi] as const) : []),
    ...dossier.papers.map(paper => [paper.code, paper.name] as const)
  ])
  return papers.map(paper => ({ ...paper, name: names.get(paper.code) ?? paper.code }))
}

/**
 * The files that events speak of are held for the dossier before the events are written, so that no event ever speaks of
 * a file that was swept. What is held for an act that came to nothing is let go by the nightly job.
 */
export async function holdNamed(
  ctx: Ctx,
  id: DossierId,
  events: readonly DossierEvent[]
): Promise<Result<void, NamedRefusal>> {
  const blobs = filesIn(events)
  if (blobs.length === 0) return ok(undefined)
  const held = await holdFiles(ctx, { kind: 'dossier', ref: id, blobs })
  return held.ok ? held : err({ code: 'files-gone' })
}

/** The blobs that something in JSON refers to. */
export const filesIn = (facts: unknown): string[] => [
  ...new Set([...JSON.stringify(facts).matchAll(/"id":"([0-9a-f]{64})"/g)].map(found => found[1]!))
]
