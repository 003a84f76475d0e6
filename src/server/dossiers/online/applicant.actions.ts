import { storeUpload, takeBack, uploadsOf } from '#server/documents/index.ts'
import type { UploadRefusal } from '#server/documents/index.ts'
import { person } from '#server/identity/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Actor, Ctx, Result } from '#server/platform/index.ts'
import { act } from '../actions.ts'
import type { ActionRefusal } from '../actions.ts'
import type { Dossier, FileRef, PaperEntry, Reason } from '../model.ts'
import { load } from '../store.ts'
import { FILE_BYTES, MOST } from './model.ts'
import { isOwn } from './own.rules.ts'
import { passFits } from './pass.ts'

/** An applicant at the door of one dossier: signed in as its own person, or with the slip of the second factor. */
export type Opened = { readonly dossier: Dossier; readonly as: 'account' | 'pass' }

/** The dossier for its applicant; null when the code is wrong or it is not theirs: the two are not told apart. */
export async function openOwn(ctx: Ctx, code: string, pass: string | undefined): Promise<Opened | null> {
  const dossier = await load(ctx, { code })
  if (!dossier) return null
  if (ctx.actor.kind === 'citizen' && ctx.actor.id) {
    const self = await person(ctx, ctx.actor.id)
    if (self && isOwn(self, dossier)) return { dossier, as: 'account' }
  }
  return (await passFits(ctx, code, pass)) ? { dossier, as: 'pass' } : null
}

/** The applicant as an actor: the account, or for a second factor the applicant by name, who may nothing else. */
export const applicantOf = (ctx: Ctx, { dossier, as }: Opened): Actor =>
  as === 'account'
    ? ctx.actor
    : { kind: 'citizen', id: null, name: dossier.applicant.name, unit: null, roles: [], may: () => false }

const asApplicant = (ctx: Ctx, opened: Opened): Ctx => ({ ...ctx, actor: applicantOf(ctx, opened) })

/** What the applicant sends for one reason: words, files, or both. */
export type Reply = { readonly answer: string; readonly files: readonly FileRef[] }
export const replyOwner = (dossier: Pick<Dossier, 'id'>, reason: number): string => `supplement:${dossier.id}:${reason}`

/** The files handed in so far for each reason. */
export const repliesOf = (ctx: Ctx, dossier: Dossier): Promise<(readonly FileRef[])[]> =>
  Promise.all(dossier.asked.map((_, at) => uploadsOf(ctx, replyOwner(dossier, at))))

export async function uploadReply(
  ctx: Ctx,
  { dossier }: Opened,
  reason: number,
  file: { name: string; stream: AsyncIterable<Uint8Array> }
): Promise<Result<FileRef, UploadRefusal | { code: 'too-many-files'; most: number }>> {
  const owner = replyOwner(dossier, reason)
  if ((await uploadsOf(ctx, owner)).length >= MOST.files) return err({ code: 'too-many-files', most: MOST.files })
  return storeUpload(ctx, file.stream, { name: file.name, limit: FILE_BYTES, owner })
}
export const dropReply = (ctx: Ctx, { dossier }: Opened, reason: number, id: string) =>
  takeBack(ctx, replyOwner(dossier, reason), id)

export type ReplyRefusal = ActionRefusal | { readonly code: 'replies-missing'; readonly reasons: readonly number[] }

/** Sends what was asked for; every reason needs words or files. */
export async function sendSupplement(
  ctx: Ctx,
  opened: Opened,
  replies: readonly Reply[]
): Promise<Result<Dossier, ReplyRefusal>> {
  const { dossier } = opened
  const empty = dossier.asked.flatMap((_, at) =>
    replies[at]?.answer.trim() || (replies[at]?.files.length ?? 0) > 0 ? [] : [at]
  )
  if (empty.length > 0) return err({ code: 'replies-missing', reasons: empty })
  const sent = await act(
    asApplicant(ctx, opened),
    { id: dossier.id },
    { kind: 'supplement', ...supplementFrom(dossier, replies) },
    { provenFor: dossier.code }
  )
  if (!sent.ok) return sent
  for (const [at, reply] of replies.entries())
    for (const file of reply.files) await takeBack(ctx, replyOwner(dossier, at), file.id)
  return ok(sent.value)
}

/** Papers with the new files, and the words by reason as the note. Pure. */
export function supplementFrom(dossier: Pick<Dossier, 'papers' | 'asked'>, replies: readonly Reply[]) {
  const papers = dossier.asked.reduce(
    (kept, reason, at) => withFiles(kept, reason, replies[at]?.files ?? []),
    dossier.papers
  )
  const note = dossier.asked
    .flatMap((reason, at) => {
      const answer = replies[at]?.answer.trim()
      return answer ? [`${reason.about.name || reason.code}: ${answer}`] : []
    })
    .join('\n')
    .slice(0, 1000)
  return { papers, note }
}

function withFiles(papers: readonly PaperEntry[], { about }: Reason, files: readonly FileRef[]): readonly PaperEntry[] {
  if (files.length === 0) return papers
  const code = about.kind === 'paper' ? about.ref : 'bo-sung'
  if (papers.some(paper => paper.code === code))
    return papers.map(paper => (paper.code === code ? { ...paper, files: [...paper.files, ...files] } : paper))
  const name = about.kind === 'paper' ? about.name : 'Tài liệu bổ sung'
  return [...papers, { code, name, originals: 0, certified: 0, copies: files.length, files }]
}

/** Asks to withdraw, with a reason; the desk answers. */
export const askToWithdraw = (ctx: Ctx, opened: Opened, reason: string): Promise<Result<Dossier, ActionRefusal>> =>
  act(
    asApplicant(ctx, opened),
    { id: opened.dossier.id },
    { kind: 'ask-withdrawal', reason: reason.trim().slice(0, 1000) },
    { provenFor: opened.dossier.code }
  )
