import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { readBlob } from './actions.ts'
import { FileWithheld } from './scanning/actions.ts'

/** Why a file's content is not to be had. */
export type ContentRefusal =
  { readonly code: 'files-gone' } | { readonly code: 'file-withheld'; readonly because: FileWithheld['because'] }

/**
 * The whole content of a file, for what must be worked on in one piece. As with `readBlob`, nobody gets what the virus
 * scanner has not passed: not the one who signs, not the one who scans.
 */
export async function wholeFile(ctx: Ctx, id: string): Promise<Result<Uint8Array, ContentRefusal>> {
  try {
    const blob = await readBlob(ctx, id)
    if (!blob) return err({ code: 'files-gone' })
    return ok(new Uint8Array(await new Response(blob.stream as never).arrayBuffer()))
  } catch (error) {
    if (error instanceof FileWithheld) return err({ code: 'file-withheld', because: error.because })
    throw error
  }
}
