import { explainUpload, storeUpload, takeBack, uploadsOf } from '#server/documents/index.ts'
import type { UploadRefusal } from '#server/documents/index.ts'
import { explainRefusal, load, maySee } from '#server/dossiers/index.ts'
import type { Dossier, FileRef } from '#server/dossiers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { contentOf, papersOf } from './panel.papers.ts'
import { say } from './say.ts'

export const ACT_FILE_BYTES = 20 * 1024 * 1024
/** So many files belong to one paper or act at most. */
export const ACT_FILES = 20

/** Files chosen for an act wait under this name until the act is done, so that a refusal loses none. */
export const uploadOwner = (ctx: Ctx, dossier: Pick<Dossier, 'id'>, paper?: string): string =>
  `act:${ctx.actor.id}:${dossier.id}${paper === undefined ? '' : `:${paper}`}`

type Papers = readonly { readonly code: string }[]
type Arriving = { readonly name: string; readonly stream: AsyncIterable<Uint8Array> }
type TakeRefusal =
  UploadRefusal | { readonly code: 'too-many-files'; readonly most: number } | { readonly code: 'not-found' }

/** Each field for files of an act and under whose name they wait: `files`, and `files-2` of the third paper. */
const places = (ctx: Ctx, dossier: Dossier, papers: Papers): ReadonlyMap<string, string> =>
  new Map([
    ['files', uploadOwner(ctx, dossier)],
    ...papers.map(({ code }, at): [string, string] => [`files-${at}`, uploadOwner(ctx, dossier, code)])
  ])

async function take(ctx: Ctx, owner: string | undefined, file: Arriving): Promise<Result<FileRef, TakeRefusal>> {
  if (owner === undefined) return err({ code: 'not-found' })
  if ((await uploadsOf(ctx, owner)).length >= ACT_FILES) return err({ code: 'too-many-files', most: ACT_FILES })
  return storeUpload(ctx, file.stream, { name: file.name, limit: ACT_FILE_BYTES, owner })
}

function explained({ language }: Ctx, refusal: TakeRefusal): string {
  if (refusal.code === 'too-many-files') return say(language, 'ask.too-many-files', { most: refusal.most })
  return refusal.code === 'not-found' ? explainRefusal(refusal, language) : explainUpload(language, refusal)
}

/** The names of the files that wait for each paper. */
export const keptFor = (ctx: Ctx, dossier: Dossier, papers: Papers): Promise<string[][]> =>
  Promise.all(
    papers.map(async ({ code }) => (await uploadsOf(ctx, uploadOwner(ctx, dossier, code))).map(({ name }) => name))
  )

/** Where files go ahead of the form of an act; null where there is no such dossier for this officer. */
export async function actUploads(ctx: Ctx, code: string) {
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return null
  return {
    owner: uploadOwner(ctx, dossier),
    async take({
      field,
      ...file
    }: Arriving & { field: string }): Promise<Result<FileRef, { code: string; problem: string }>> {
      const papers = field === 'files' ? [] : papersOf(dossier, await contentOf(ctx, dossier))
      const taken = await take(ctx, places(ctx, dossier, papers).get(field), file)
      return taken.ok ? taken : err({ code: taken.error.code, problem: explained(ctx, taken.error) })
    }
  }
}

/** The files of the form of an act by their field, those that came ahead of it or with a refused try among them. */
export async function filesOfForm(
  ctx: Ctx,
  dossier: Dossier,
  papers: Papers,
  form: FormData
): Promise<Result<ReadonlyMap<string, readonly FileRef[]>, { code: string; field: string; problem: string }>> {
  const byField = new Map<string, FileRef[]>()
  for (const [field, owner] of places(ctx, dossier, papers)) {
    const earlier = form.has('keep') ? await uploadsOf(ctx, owner) : []
    const brought: FileRef[] = []
    for (const value of form.getAll(field)) {
      if (typeof value === 'string' || value.size === 0) continue
      const stream = value.stream() as unknown as AsyncIterable<Uint8Array>
      const taken = await take(ctx, owner, { name: value.name, stream })
      if (!taken.ok) return err({ code: taken.error.code, field, problem: explained(ctx, taken.error) })
      brought.push(taken.value)
    }
    const files = [...brought, ...earlier.filter(file => !brought.some(each => each.id === file.id))]
    if (files.length > 0) byField.set(field, files)
  }
  return ok(byField)
}

/** Once the act is done nothing waits for it any more. */
export async function clearFiles(ctx: Ctx, dossier: Dossier, papers: Papers): Promise<void> {
  for (const owner of places(ctx, dossier, papers).values())
    for (const file of await uploadsOf(ctx, owner)) await takeBack(ctx, owner, file.id)
}
