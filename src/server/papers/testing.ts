import { storeUpload } from '#server/documents/index.ts'
import { arriving, PDF } from '#server/documents/testing.ts'
import type { Ctx } from '#server/platform/index.ts'
import { enterPaper } from './actions.ts'
import { PaperInput } from './model.ts'
import type { Paper } from './model.ts'

const USUAL = {
  kind: 'birth-certificate',
  name: 'Giấy khai sinh',
  holder: { kind: 'person', number: '099188000310', name: 'Nguyễn Thị Hoa' },
  source: 'batch',
  form: 'electronic',
  unit: 'H99.31'
} as const

/** A paper in the register, with a file of its own; fills in what the sentence does not mention. */
export async function keepPaper(ctx: Ctx, more: Partial<PaperInput>, text: string): Promise<Paper> {
  const content = Buffer.concat([PDF, Buffer.from(`% ${text}\n`)])
  const file = await storeUpload(ctx, arriving(content), { name: 'Giấy.pdf', limit: 1 << 20, owner: 'test' })
  if (!file.ok) throw new Error(file.error.code)
  const paper = await enterPaper(ctx, PaperInput.parse({ ...USUAL, ...more }), file.value)
  if (!paper.ok) throw new Error(paper.error.code)
  return paper.value
}
