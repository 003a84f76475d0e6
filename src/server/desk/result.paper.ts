import { officeOf, printForm, timelineOf } from '#server/dossiers/index.ts'
import type { Dossier, FileRef } from '#server/dossiers/index.ts'
import { storeUpload } from '#server/documents/index.ts'
import { postsOf } from '#server/identity/index.ts'
import { formerOf } from '#server/papers/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { uploadOwner } from './panel.ts'

const isPdf = ({ type }: FileRef): boolean => type === 'application/pdf'

/** The files a leader signs: those of the form, else the draft of the step before, else a plain result that we print. */
export async function papersToSign(
  ctx: Ctx,
  dossier: Dossier,
  result: { readonly number: string; readonly files: readonly FileRef[] }
): Promise<readonly FileRef[]> {
  if (result.files.length > 0) return result.files
  const drafts = (await timelineOf(ctx, dossier.id)).findLast(entry => entry.type === 'step.completed')
  const drafted = drafts?.type === 'step.completed' ? drafts.data.files.filter(isPdf) : []
  return drafted.length > 0 ? drafted : [await plainResult(ctx, dossier, result.number)]
}

/** A plain result after Decree 30/2020, for procedures without a form of their own. */
async function plainResult(ctx: Ctx, dossier: Dossier, number: string): Promise<FileRef> {
  const office = await officeOf(ctx, dossier.settlingUnit)
  const posts = ctx.actor.id ? await postsOf(ctx, ctx.actor.id, dayOf(ctx.now())) : []
  const post = posts.find(one => one.unit === ctx.actor.unit) ?? posts[0]
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
    recipients: [applicant.name, 'Lưu: hồ sơ, VT'],
    signer: { post: post?.title ?? 'Thủ trưởng đơn vị', name: ctx.actor.name }
  })
  const name = `Ket qua ${dossier.code}.pdf`
  const stored = await storeUpload(ctx, once(bytes), { name, limit: 16 << 20, owner: uploadOwner(ctx, dossier) })
  if (!stored.ok) throw new Error(`a result could not be kept: ${stored.error.code}`)
  return stored.value
}

const replacingWords = ({ number, issuedOn }: { number: string; issuedOn: string | null }): string =>
  `Văn bản này thay thế văn bản số ${number}${issuedOn ? ` ngày ${issuedOn.split('-').reverse().join('/')}` : ''}; văn bản được thay thế không còn giá trị sử dụng.`

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
