import { officeOf, printForm, timelineOf } from '#server/dossiers/index.ts'
import type { Dossier, FileRef } from '#server/dossiers/index.ts'
import { storeBytes } from '#server/documents/index.ts'
import { officersOf, postsOf } from '#server/identity/index.ts'
import { formerOf } from '#server/papers/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { mannerOf, processOf, stepsOf } from '#server/workflow/index.ts'
import type { SigningManner } from '#server/workflow/index.ts'
import { uploadOwner } from './act.files.ts'

const isPdf = ({ type }: FileRef): boolean => type === 'application/pdf'

/** The files a leader signs: those of the form, else the draft of the step before, else a plain result that we print. */
export async function papersToSign(
  ctx: Ctx,
  dossier: Dossier,
  result: { readonly number: string; readonly files: readonly FileRef[] },
  as: SigningManner
): Promise<readonly FileRef[]> {
  if (result.files.length > 0) return result.files
  // A signature that fell when the paper was sent back is no draft.
  const drafts = (await timelineOf(ctx, dossier.id)).findLast(
    entry => entry.type === 'step.completed' && !entry.data.signings
  )
  const drafted = drafts?.type === 'step.completed' ? drafts.data.files.filter(isPdf) : []
  return drafted.length > 0 ? drafted : [await plainResult(ctx, dossier, result.number, as)]
}

/** A plain result after Decree 30/2020, for procedures without a form of their own. */
async function plainResult(ctx: Ctx, dossier: Dossier, number: string, as: SigningManner): Promise<FileRef> {
  const office = await officeOf(ctx, dossier.settlingUnit)
  const signer = as === 'initial' ? await leaderOf(ctx, dossier) : await ownPost(ctx)
  const former = await formerOf(ctx, dossier, number)
  const { applicant, procedure } = dossier
  const bytes = await printForm({
    kind: 'result-document',
    office,
    number,
    issuedAt: ctx.now(),
    title: 'Thông báo',
    about: `Kết quả giải quyết thủ tục “${procedure.name}”`,
    grounds: [`Xét hồ sơ mã số ${dossier.code} của ${applicant.name},`],
    body: [
      `${office.name} thông báo: hồ sơ nêu trên đã được xem xét và giải quyết theo quy định; yêu cầu “${dossier.content || procedure.name}” của ${applicant.name} được chấp thuận.`,
      ...(former ? [replacingWords(former)] : []),
      'Tổ chức, cá nhân nhận được thông báo này có thể kiểm tra tính xác thực bằng mã QR cạnh chữ ký./.'
    ],
    recipients: [applicant.name, 'Lưu: VT, hồ sơ'],
    signer: { post: signer.title ?? 'Thủ trưởng đơn vị', name: signer.name }
  })
  const name = `Ket qua ${dossier.code}.pdf`
  const stored = await storeBytes(ctx, bytes, { name, limit: 16 << 20, owner: uploadOwner(ctx, dossier) })
  if (!stored.ok) throw new Error(`a result could not be kept: ${stored.error.code}`)
  return stored.value
}

type NamedSigner = { readonly title: string | null; readonly name: string }

async function ownPost(ctx: Ctx): Promise<NamedSigner> {
  const posts = ctx.actor.id ? await postsOf(ctx, ctx.actor.id, dayOf(ctx.now())) : []
  const post = posts.find(one => one.unit === ctx.actor.unit) ?? posts[0]
  return { title: post?.title ?? null, name: ctx.actor.name }
}

/** Who will sign after the initial: the head of the office that settles, by the role that the process names. */
async function leaderOf(ctx: Ctx, dossier: Dossier): Promise<NamedSigner> {
  const model = dossier.procedure.process ? await processOf(ctx, dossier.procedure.process) : null
  const step = model && stepsOf(model).find(each => mannerOf(model, each.id) === 'signature')
  const [head] = step ? await officersOf(ctx, dossier.settlingUnit, dayOf(ctx.now()), step.role) : []
  return { title: head?.title ?? null, name: head?.fullName ?? '' }
}

const replacingWords = ({ number, issuedOn }: { number: string; issuedOn: string | null }): string =>
  `Văn bản này thay thế văn bản số ${number}${issuedOn ? ` ngày ${issuedOn.split('-').reverse().join('/')}` : ''}; văn bản được thay thế không còn giá trị sử dụng.`
