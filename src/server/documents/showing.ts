import type { Ctx } from '#server/platform/index.ts'
import { readBlob } from './actions.ts'
import type { FileRef } from './model.ts'
import { photographFor } from './reading/actions.ts'
import { serveFile } from './serve.rules.ts'

/** What a page answers with. */
type Shown = {
  readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
  readonly headers: Record<string, string>
}

/**
 * A file for the eyes of somebody who may see it; null when it is gone. What browsers cannot show (HEIC) is shown as a
 * JPEG of it; the original stays as it was handed in, and is what `attachment` saves.
 */
export async function showFile(
  ctx: Ctx,
  file: FileRef,
  disposition: 'inline' | 'attachment' = 'inline'
): Promise<Shown | null> {
  const jpeg = file.type === 'image/heic' && disposition === 'inline' ? await photographFor(ctx, file.id) : null
  if (jpeg) {
    const shown = {
      ...file,
      name: `${file.name.replace(/\.hei[cf]$/i, '')}.jpg`,
      type: 'image/jpeg',
      bytes: jpeg.length
    }
    return { body: new Uint8Array(jpeg), headers: serveFile(shown, 'inline') }
  }
  const blob = await readBlob(ctx, file.id)
  return blob && { body: blob.stream, headers: serveFile(file, disposition) }
}
