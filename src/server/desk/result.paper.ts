import { officeOf, printedSigner, printForm, timelineOf } from '#server/dossiers/index.ts'
import type { Dossier, FileRef, Signing, SigningTurn } from '#server/dossiers/index.ts'
import { storeBytes } from '#server/documents/index.ts'
import { formerOf } from '#server/papers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { uploadOwner } from './act.files.ts'
import type { Turn } from './turns.ts'

/** Papers to be signed, and whom they name as their signer where others sign before. */
export type Papers = { readonly files: readonly FileRef[]; readonly names: Signing['names'] | null }

const isPdf = ({ type }: FileRef): boolean => type === 'application/pdf'

/** The files a leader signs: those of the form, else the draft of the step before, else a plain result that we print. */
export async function papersToSign(
  ctx: Ctx,
  dossier: Dossier,
  result: { readonly number: string; readonly files: readonly FileRef[] },
  turn: Pick<Turn, 'as' | 'own' | 'coming'>
): Promise<Papers> {
  // A draft names whom its author named; that is known where it was chosen who signs.
  const chosen = turn.coming && (dossier.signers ?? []).includes(turn.coming) ? namesOf(turn.coming) : null
  if (result.files.length > 0) return { files: result.files, names: chosen }
  // A signature that fell when the paper was sent back is no draft.
  const drafts = (await timelineOf(ctx, dossier.id)).findLast(
    entry => entry.type === 'step.completed' && !entry.data.signings
  )
  const drafted = drafts?.type === 'step.completed' ? drafts.data.files.filter(isPdf) : []
  if (drafted.length > 0) return { files: drafted, names: chosen }
  const signer = turn.as === 'initial' ? turn.coming : turn.own
  return { files: [await plainResult(ctx, dossier, result.number, signer)], names: turn.coming && namesOf(turn.coming) }
}

const namesOf = ({ officer, name }: SigningTurn): Papers['names'] => (officer ? { officer, name } : null)

/** A plain result after Decree 30/2020, for procedures without a form of their own. */
async function plainResult(ctx: Ctx, dossier: Dossier, number: string, turn: SigningTurn | null): Promise<FileRef> {
  const office = await officeOf(ctx, dossier.settlingUnit)
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
    signer: turn?.post ? printedSigner(turn) : { post: 'Thủ trưởng đơn vị', name: turn?.name ?? ctx.actor.name }
  })
  const name = `Ket qua ${dossier.code}.pdf`
  const stored = await storeBytes(ctx, bytes, { name, limit: 16 << 20, owner: uploadOwner(ctx, dossier) })
  if (!stored.ok) throw new Error(`a result could not be kept: ${stored.error.code}`)
  return stored.value
}

const replacingWords = ({ number, issuedOn }: { number: string; issuedOn: string | null }): string =>
  `Văn bản này thay thế văn bản số ${number}${issuedOn ? ` ngày ${issuedOn.split('-').reverse().join('/')}` : ''}; văn bản được thay thế không còn giá trị sử dụng.`
