import { storeUpload } from '#server/documents/index.ts'
import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Content, Kind, Picture } from './model.ts'
import { cleaned, MOST_PIXELS } from './picture.rules.ts'
import { load } from './store.ts'
import { smallerSizes } from './sizes.ts'
import { shownBySlug } from './views.ts'

const PICTURE_BYTES = 4 * 1024 * 1024
const FILE_BYTES = 20 * 1024 * 1024
export const MOST_FILES = 10
export type PictureRefusal =
  | UploadRefusal
  | { readonly code: 'news-not-a-picture' }
  | { readonly code: 'news-picture-large'; readonly pixels: number }

const ownerOf = ({ actor }: Ctx) => `officer:${actor.id ?? 'system'}`

/** Takes in a file that comes with an article or directive. */
export const takeFile = (ctx: Ctx, file: File): Promise<Result<FileRef, UploadRefusal>> =>
  storeUpload(ctx, file.stream(), { name: file.name, limit: FILE_BYTES, owner: ownerOf(ctx) })

/**
 * Takes in a picture: a PNG or JPEG by its content, whose size in pixels is known, so that pages do not jump. What the
 * camera noted of place, time and owner is left out. Smaller sizes of it are kept beside.
 */
export async function takePicture(
  ctx: Ctx,
  file: File
): Promise<Result<Omit<Picture, 'caption' | 'source' | 'alt'>, PictureRefusal>> {
  const limit = PICTURE_BYTES
  if (file.size > limit) return err({ code: 'too-large', limit })
  const picture = cleaned(new Uint8Array(await file.arrayBuffer()))
  if (!picture) return err({ code: 'news-not-a-picture' })
  const { width, height, bytes } = picture
  if (Math.max(width, height) > MOST_PIXELS) return err({ code: 'news-picture-large', pixels: MOST_PIXELS })
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  const taken = await storeUpload(ctx, stream, { name: file.name, limit, owner: ownerOf(ctx) })
  if (!taken.ok) return taken
  if (!/^image\/(png|jpeg)$/.test(taken.value.type)) return err({ code: 'news-not-a-picture' })
  const smaller: { file: FileRef; width: number }[] = []
  for (const size of await smallerSizes(bytes, { width, type: taken.value.type })) {
    const kept = await takeFile(ctx, new File([size.bytes], `${size.width}-${file.name}`))
    if (!kept.ok) return kept
    smaller.push({ file: kept.value, width: size.width })
  }
  return ok({ file: taken.value, width, height, smaller })
}

/** The files of a picture in all its sizes. */
export const sizesOf = (picture: Picture): FileRef[] => [
  picture.file,
  ...(picture.smaller ?? []).map(({ file }) => file)
]

const fileIn = (content: Content | undefined, id: string): FileRef | null =>
  [...(content?.files ?? []), ...(content?.kind === 'article' && content.picture ? sizesOf(content.picture) : [])].find(
    file => file.id === id
  ) ?? null

/** A file of a published revision; before its time and after its withdrawal there is none. */
export async function publicFile(ctx: Ctx, kind: Kind, slug: string, id: string): Promise<FileRef | null> {
  const [row] = await shownBySlug<Content>(ctx, kind, slug)
  return fileIn(row?.shown.content, id)
}

/** A file as the desk sees it: of what is being written too. */
export async function deskFile(ctx: Ctx, publication: string, id: string): Promise<FileRef | null> {
  if (!ctx.actor.may('portal.desk')) return null
  const found = await load(ctx, publication)
  return fileIn(found?.publication.content, id) ?? fileIn(found?.publication.shown?.content, id)
}
