import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { MOST_FILES, takeFile, takePicture } from './files.ts'
import type { PictureRefusal } from './files.ts'
import type { ArticleContent, ArticleInput, DirectiveContent, DirectiveInput } from './model.ts'

/** What came with the form beside its words: new files, and which of those there already stay. */
export type Sent = {
  readonly picture: File | null
  readonly dropPicture: boolean
  readonly files: readonly File[]
  readonly kept: readonly string[]
}
type Refusal = UploadRefusal | PictureRefusal | { readonly code: 'news-files-many'; readonly most: number }

async function filesOf(ctx: Ctx, before: readonly FileRef[], sent: Sent): Promise<Result<FileRef[], Refusal>> {
  const files = before.filter(({ id }) => sent.kept.includes(id))
  if (files.length + sent.files.length > MOST_FILES) return err({ code: 'news-files-many', most: MOST_FILES })
  for (const file of sent.files) {
    const taken = await takeFile(ctx, file)
    if (!taken.ok) return taken
    if (!files.some(({ id }) => id === taken.value.id)) files.push(taken.value)
  }
  return ok(files)
}

/** An article as its form and files say it; what was there and was not taken out stays. */
export async function articleFrom(
  ctx: Ctx,
  input: ArticleInput,
  before: ArticleContent | null,
  sent: Sent
): Promise<Result<ArticleContent, Refusal>> {
  const { caption, source, alt, ...words } = input
  const files = await filesOf(ctx, before?.files ?? [], sent)
  if (!files.ok) return files
  const taken = sent.picture ? await takePicture(ctx, sent.picture) : null
  if (taken && !taken.ok) return taken
  const image = taken?.value ?? (sent.dropPicture ? null : (before?.picture ?? null))
  const picture = image && { ...image, caption, source, alt }
  return ok({ kind: 'article', ...words, picture, files: files.value })
}

export async function directiveFrom(
  ctx: Ctx,
  input: DirectiveInput,
  before: DirectiveContent | null,
  sent: Sent
): Promise<Result<DirectiveContent, Refusal>> {
  const files = await filesOf(ctx, before?.files ?? [], sent)
  return files.ok ? ok({ kind: 'directive', ...input, files: files.value }) : files
}
