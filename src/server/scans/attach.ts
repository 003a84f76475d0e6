import { revisionById } from '#server/catalogue/index.ts'
import { act, load, within } from '#server/dossiers/index.ts'
import type { ActionRefusal, Dossier } from '#server/dossiers/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import { ok, err } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { text as vi } from './text.vi.ts'

/** The paper of scans that name their dossier and not which of its papers they are. */
const LOOSE = 'ban-quet'

export const isOfUnit = (dossier: Pick<Dossier, 'receivingUnit' | 'settlingUnit'>, unit: string): boolean =>
  within(dossier.receivingUnit, unit) || within(dossier.settlingUnit, unit)

/** The papers of a dossier: those it lists, and those its procedure asks for besides. */
export async function papersFor(ctx: Ctx, dossier: Dossier): Promise<{ code: string; name: string }[]> {
  const revision = await revisionById(ctx, dossier.procedure.revision)
  const asked = revision.ok ? revision.value.content.papers.map(({ code, name }) => ({ code, name: name.vi })) : []
  return [
    ...dossier.papers.map(({ code, name }) => ({ code, name })),
    ...asked.filter(({ code }) => !dossier.papers.some(paper => paper.code === code))
  ]
}

/** Adds a file to a paper of a dossier, in the open: the timeline tells it. A file that is there is not added again. */
export async function addToDossier(
  ctx: Ctx,
  code: string,
  paper: string | null,
  file: FileRef,
  from: 'scans.reason' | 'letters.attach-reason' = 'scans.reason'
): Promise<Result<void, ActionRefusal | { readonly code: 'paper-unknown' }>> {
  const dossier = await load(ctx, { code })
  if (!dossier) return err({ code: 'not-found' })
  if (dossier.papers.some(each => each.files.some(known => known.id === file.id))) return ok(undefined)
  const into =
    paper === null
      ? { code: LOOSE, name: vi['scans.loose'] }
      : (await papersFor(ctx, dossier)).find(each => each.code === paper)
  if (!into) return err({ code: 'paper-unknown' })
  const there = dossier.papers.some(each => each.code === into.code)
  const entry = { ...into, originals: 0, certified: 0, copies: 0, files: [] }
  const papers = (there ? dossier.papers : [...dossier.papers, entry]).map(each =>
    each.code === into.code ? { ...each, files: [...each.files, file] } : each
  )
  const done = await act(
    ctx,
    { id: dossier.id },
    { kind: 'correct', changes: { papers }, reason: vi[from] },
    { seen: dossier.version }
  )
  return done.ok ? ok(undefined) : done
}
