import type { Ctx } from '#server/platform/index.ts'
import { printForm } from '../forms.ts'
import type { AcknowledgementForm } from '../forms.ts'
import type { Dossier, DossierPhase } from '../model.ts'
import { formDataFor, issuedFor, linesOf, onPaper } from '../papers.ts'
import { text as vi } from '../text.vi.ts'

/**
 * The applicant's paper of a dossier, with the QR that leads to its tracking page: once received the official receipt
 * (form 01), before that a paper that says no more than that it was filed.
 */
export async function printAcknowledgement(ctx: Ctx, dossier: Dossier): Promise<Uint8Array> {
  const receipt = dossier.receivedAt === null ? null : await formDataFor(ctx, dossier, 'receipt')
  return printForm(receipt?.ok ? receipt.value : await acknowledgementOf(ctx, dossier))
}

/** Where a dossier stands that was not received, in the words of the paper. */
const STANDING: Partial<Record<DossierPhase, string>> = {
  filed: 'Đã nộp, chờ tiếp nhận',
  supplement: 'Đã nộp, chờ bổ sung để tiếp nhận',
  withdrawing: 'Đã nộp, đang xin rút',
  'not-accepted': 'Không được tiếp nhận'
}

export async function acknowledgementOf(ctx: Ctx, dossier: Dossier): Promise<AcknowledgementForm> {
  const { applicant, delegate } = dossier
  return {
    ...(await issuedFor(ctx, dossier, new Date(dossier.filedAt))),
    kind: 'acknowledgement',
    code: dossier.code,
    applicant: onPaper(delegate ?? applicant),
    ...(delegate ? { authorisedBy: { ...onPaper(applicant), paper: delegate.authorisation } } : {}),
    procedure: { code: dossier.procedure.code, name: dossier.procedure.name },
    ...(dossier.content ? { request: dossier.content } : {}),
    papers: linesOf(dossier),
    filedAt: new Date(dossier.filedAt),
    channel: vi[`channel.${dossier.channel}`],
    standing: STANDING[dossier.phase] ?? vi[`phase.${dossier.phase}`],
    origin: ctx.province.origin
  }
}
