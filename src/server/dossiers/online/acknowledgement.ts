import { limitWords, revisionById } from '#server/catalogue/index.ts'
import { unit } from '#server/organisation/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { printForm } from '../forms.ts'
import type { ReceiptForm } from '../forms.ts'
import type { Dossier, Party } from '../model.ts'

/** The applicant's paper of a dossier, with the QR that leads to its tracking page: form 01 as far as it can be filled. */
export const printAcknowledgement = async (ctx: Ctx, dossier: Dossier): Promise<Uint8Array> =>
  printForm(await acknowledgementOf(ctx, dossier))

async function acknowledgementOf(ctx: Ctx, dossier: Dossier): Promise<ReceiptForm> {
  const [desk, revision] = await Promise.all([
    unit(ctx, dossier.receivingUnit),
    revisionById(ctx, dossier.procedure.revision)
  ])
  const { applicant, delegate } = dossier
  const due = dossier.dueAt ?? dossier.originalDueAt
  return {
    kind: 'receipt',
    ruleSet: dossier.ruleSet,
    office: {
      name: desk?.name.vi ?? dossier.receivingUnit,
      centre: desk?.kind === 'centre',
      place: (desk?.level === 'commune' ? desk.name.vi : ctx.province.name).replace(
        /^.*?(tỉnh|phường|xã|đặc khu)\s+/i,
        ''
      ),
      ...(desk?.address ? { address: desk.address } : {}),
      ...(desk?.phone ? { phone: desk.phone } : {})
    },
    number: dossier.code.split('-').at(-1) ?? '',
    issuedAt: new Date(dossier.receivedAt ?? dossier.filedAt),
    code: dossier.code,
    applicant: onPaper(delegate ?? applicant),
    ...(delegate ? { authorisedBy: { ...onPaper(applicant), paper: delegate.authorisation } } : {}),
    procedure: { code: dossier.procedure.code, name: dossier.procedure.name },
    ...(dossier.content ? { request: dossier.content } : {}),
    papers: dossier.papers.map(({ name, copies }) => ({ name, ...(copies ? { copy: copies } : {}) })),
    sets: revision.ok ? revision.value.content.sets : 1,
    limit: dossier.limit ? limitWords('vi', dossier.limit) : 'không quy định',
    receivedAt: new Date(dossier.receivedAt ?? dossier.filedAt),
    ...(due ? { dueAt: new Date(due) } : {}),
    channel: 'Trực tuyến',
    resultWay: desk?.name.vi ?? '',
    receiver: 'Nộp trực tuyến',
    origin: ctx.province.origin
  }
}

const onPaper = ({ name, number, address, phone, email }: Party) => ({
  name,
  idNumber: number,
  ...(address ? { address } : {}),
  ...(phone ? { phone } : {}),
  ...(email ? { email } : {})
})
