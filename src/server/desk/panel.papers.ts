import { revisionById } from '#server/catalogue/index.ts'
import type { ProcedureContent } from '#server/catalogue/index.ts'
import type { Dossier, PaperEntry } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { answersOf } from './answers.rules.ts'

/** What the dossier's own revision of its procedure says; null when that cannot be read. */
export async function contentOf(ctx: Ctx, dossier: Dossier): Promise<ProcedureContent | null> {
  const revision = await revisionById(ctx, dossier.procedure.revision)
  return revision.ok ? revision.value.content : null
}

/** The papers of the procedure in its order, with what was handed in of each; others handed in come last. */
export function papersOf(
  dossier: Dossier,
  content: ProcedureContent | null
): (PaperEntry & { readonly here: boolean })[] {
  const here = new Map(dossier.papers.map(paper => [paper.code, paper]))
  const asked = (content?.papers ?? []).map(({ code, name }) => {
    const entry = here.get(code)
    return entry
      ? { ...entry, here: true }
      : { code, name: name.vi, originals: 0, certified: 0, copies: 0, files: [], here: false }
  })
  const others = dossier.papers.filter(paper => !asked.some(each => each.code === paper.code))
  return [...asked, ...others.map(paper => ({ ...paper, here: true }))]
}

/** What a reason can be tied to, in the order of the form: each paper, each field that was filled in, the whole. */
export const aboutOf = (dossier: Dossier, content: ProcedureContent | null) => [
  ...papersOf(dossier, content).map(({ code, name, here }) => ({ kind: 'paper' as const, ref: code, name, here })),
  ...answersOf(content?.form ?? null, dossier.form, 'vi').map(({ key, label }) => ({
    ...{ kind: 'field' as const, ref: key.slice(0, 100), name: label, here: true }
  })),
  { kind: 'dossier' as const, ref: '', name: '', here: true }
]
