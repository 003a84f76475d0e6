import { randomUUID } from 'node:crypto'
import { holdFiles, readBlob, storeUpload } from '#server/documents/index.ts'
import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { leads } from '../reach.rules.ts'
import { textOf } from './extract.ts'
import type { DirectiveInput } from './model.ts'
import * as store from './store.ts'

export const FILE_BYTES = 20 * 1024 * 1024
type Refusal = UploadRefusal | { readonly code: 'forbidden' | 'directive-exists' | 'files-gone' }

/** Takes in a file for an officer's form; the caller names whose it is. */
export const takeFile = (ctx: Ctx, file: File): Promise<Result<FileRef, UploadRefusal>> =>
  storeUpload(ctx, file.stream(), { name: file.name, limit: FILE_BYTES, owner: `officer:${ctx.actor.id ?? 'system'}` })

/** Enters a document that gives tasks, with its file; the file's text is taken out once, here. */
export async function enterDirective(
  ctx: Ctx,
  input: DirectiveInput,
  file: File | null
): Promise<Result<{ id: string }, Refusal>> {
  if (!ctx.actor.may('reform.give') && !leads(ctx.actor)) return err({ code: 'forbidden' })
  const id = randomUUID()
  let kept: FileRef | null = null
  let body = input.body
  if (file && file.size > 0) {
    const taken = await takeFile(ctx, file)
    if (!taken.ok) return taken
    kept = taken.value
    const held = await holdFiles(ctx, { kind: 'directive', ref: id, blobs: [kept.id] })
    if (!held.ok) return err({ code: 'files-gone' })
    const blob = await readBlob(ctx, kept.id)
    if (blob && body === '')
      body = await textOf(new Uint8Array(await new Response(blob.stream).arrayBuffer()), kept.type)
  }
  const entered = await store.enter(ctx, { ...input, id, file: kept, body, recalls: input.recalls || null })
  if (!entered) return err({ code: 'directive-exists' })
  ctx.log.info({ event: 'reform.directive-entered', directive: id }, 'entered')
  return ok({ id })
}
