import { randomUUID } from 'node:crypto'
import { holdFiles, readBlob, storeUpload } from '#server/documents/index.ts'
import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { leads } from '../reach.rules.ts'
import { textOf } from './extract.ts'
import type { DirectiveInput } from './model.ts'
import * as store from './store.ts'

export const FILE_BYTES = 20 * 1024 * 1024
type Refusal = UploadRefusal | { readonly code: 'forbidden' | 'directive-exists' | 'files-gone' }
type CorrectRefusal = { readonly code: 'forbidden' | 'document-missing' | 'reason-missing' | 'nothing-corrected' }

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

/** Corrects the summary, the signer or the text taken out of the file; the words before stay on record with the reason. */
export async function correctDirective(
  ctx: Ctx,
  id: string,
  words: { abstract: string; signer: string; body: string; reason: string }
): Promise<Result<{ version: number }, CorrectRefusal>> {
  if (!ctx.actor.may('reform.give') && !leads(ctx.actor)) return err({ code: 'forbidden' })
  const found = await store.directive(ctx, id)
  if (!found) return err({ code: 'document-missing' })
  const clean = (text: string, most: number) => text.normalize('NFC').replaceAll('\r\n', '\n').trim().slice(0, most)
  const [abstract, signer, body] = [clean(words.abstract, 500), clean(words.signer, 120), clean(words.body, 400_000)]
  const reason = clean(words.reason, 1000)
  if (reason === '') return err({ code: 'reason-missing' })
  const search = fold(`${found.number} ${abstract || found.abstract} ${found.issuer}`)
  const [kept] = await store.correct(ctx, id, { abstract: abstract || found.abstract, signer, body, reason, search })
  if (!kept) return err({ code: 'nothing-corrected' })
  ctx.log.info({ event: 'reform.directive-corrected', directive: id, version: kept.version }, 'corrected')
  return ok(kept)
}
