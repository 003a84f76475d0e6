import { createHash, randomUUID } from 'node:crypto'
import { holdFiles, releaseFiles, storeUpload } from '#server/documents/index.ts'
import type { UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import * as store from './drafts.store.ts'
import { addFile, removeFile } from './entering.rules.ts'
import { DRAFT_DAYS, EMPTY, FILE_BYTES, MOST } from './model.ts'
import type { Draft, DraftBody } from './model.ts'

/** Whose drafts: an account's, or a browser's by the secret in its cookie, of which only the hash is kept. */
export const ownerOf = (who: { account: string } | { browser: string }): string =>
  'account' in who
    ? `account:${who.account}`
    : `browser:${createHash('sha256').update(who.browser).digest('base64url')}`

/** A new empty draft of a procedure; refused when there are too many already. */
export async function startDraft(
  ctx: Ctx,
  owner: string,
  procedure: string
): Promise<Result<{ id: string }, { code: 'too-many-drafts'; most: number }>> {
  if ((await store.list(ctx, owner)).length >= MOST.drafts) return err({ code: 'too-many-drafts', most: MOST.drafts })
  const id = randomUUID()
  await store.insert(ctx, { id, owner, procedure, body: EMPTY })
  return ok({ id })
}

/** The draft of this owner; null for anybody else's. */
export const draftOf = async (ctx: Ctx, id: string, owner: string): Promise<Draft | null> =>
  isId(id) ? store.find(ctx, id, owner) : null

export const changeDraft = (ctx: Ctx, draft: Draft, owner: string, by: (body: DraftBody) => DraftBody) =>
  store.change(ctx, draft.id, owner, by)

export const draftsOf = async (ctx: Ctx, owner: string) => store.list(ctx, owner)

/** Throws a draft away with its files. */
export async function dropDraft(ctx: Ctx, id: string, owner: string): Promise<void> {
  for (const gone of await store.remove(ctx, id, owner)) await releaseFiles(ctx, { kind: 'draft', ref: gone.id })
}

/**
 * What a visitor began belongs to the account that signs in on the same browser. Questions left empty are open again,
 * so that what the account knows fills them.
 */
export async function adoptDrafts(ctx: Ctx, from: string, to: string): Promise<number> {
  const adopted = await store.adopt(ctx, from, to)
  for (const { id } of adopted) await store.change(ctx, id, to, withoutBlanks)
  return adopted.length
}

const withoutBlanks = (body: DraftBody): DraftBody => ({
  ...body,
  typed: Object.fromEntries(Object.entries(body.typed).filter(([, typed]) => typed !== ''))
})

/** Throws away what nobody has touched for 30 days. Returns how many. */
export async function expireDrafts(ctx: Ctx): Promise<number> {
  const gone = await store.expire(ctx, new Date(ctx.now().getTime() - DRAFT_DAYS * 86_400_000))
  for (const { id } of gone) await releaseFiles(ctx, { kind: 'draft', ref: id })
  ctx.log.info({ event: 'drafts.expired', drafts: gone.length }, 'expired')
  return gone.length
}

/** Takes in one file for a paper of the draft. */
export async function uploadToDraft(
  ctx: Ctx,
  draft: Draft,
  owner: string,
  file: { field: string; multiple: boolean; name: string; stream: AsyncIterable<Uint8Array> }
): Promise<Result<DraftBody, UploadRefusal | { code: 'not-found' }>> {
  const stored = await storeUpload(ctx, file.stream, {
    name: file.name,
    limit: FILE_BYTES,
    owner: `draft:${draft.id}`
  })
  if (!stored.ok) return stored
  await holdFiles(ctx, { kind: 'draft', ref: draft.id, blobs: [stored.value.id] })
  const body = await changeDraft(ctx, draft, owner, body => addFile(body, file.field, stored.value, file.multiple))
  return body ? ok(body) : err({ code: 'not-found' })
}

export const dropFile = (ctx: Ctx, draft: Draft, owner: string, field: string, id: string) =>
  changeDraft(ctx, draft, owner, body => removeFile(body, field, id))
