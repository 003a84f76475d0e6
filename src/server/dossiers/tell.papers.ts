import type { AttachmentsOf } from '#server/notices/index.ts'
import { printForm } from './forms.ts'
import { formDataFor } from './papers.ts'
import type { Slip } from './papers.ts'
import type { DossierId } from './model.ts'
import { load } from './store.ts'

/** Which slip goes along with which notice, and under what name. */
const ENCLOSED: Readonly<Record<string, { slip: Slip; name: string }>> = {
  received: { slip: 'receipt', name: 'giay-tiep-nhan-ho-so' },
  'supplement-requested': { slip: 'supplement-request', name: 'phieu-yeu-cau-bo-sung' }
}

/** The papers of a notice, printed when it is delivered; a slip that is no longer due stays out. */
export const papersWith: AttachmentsOf = async (ctx, { template, about }) => {
  const enclosed = ENCLOSED[template]
  const dossier = enclosed && about.kind === 'dossier' ? await load(ctx, { id: about.id as DossierId }) : null
  if (!enclosed || !dossier) return []
  const form = await formDataFor(ctx, dossier, enclosed.slip)
  if (!form.ok) return []
  const content = await printForm(form.value)
  return [{ name: `${enclosed.name}-${dossier.code}.pdf`, type: 'application/pdf', content }]
}
