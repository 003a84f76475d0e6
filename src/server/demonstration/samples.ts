import type { FileRef } from '#server/dossiers/index.ts'
import { holdFiles, storeBytes, takeBack } from '#server/documents/index.ts'
import { print } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { SAMPLE } from '#server/papers/index.ts'
import type { World } from './world.ts'

const HOLD = { kind: 'demonstration', ref: 'samples' }

/** The two files that told dossiers speak of; the same bytes in every demonstration. */
export async function samplesOf(ctx: Ctx): Promise<NonNullable<World['samples']>> {
  const [scan, result] = await Promise.all([
    sampleOf(ctx, `${SAMPLE} - ban quet.pdf`, 'Giấy tờ quét khi tiếp nhận'),
    sampleOf(ctx, `${SAMPLE} - ket qua.pdf`, 'Kết quả giải quyết')
  ])
  await holdFiles(ctx, { ...HOLD, blobs: [scan.id, result.id] })
  for (const { id } of [scan, result]) await takeBack(ctx, 'demonstration', id)
  return { scan, result }
}

async function sampleOf(ctx: Ctx, name: string, title: string): Promise<FileRef> {
  const said = {
    name: title,
    number: '00/TD',
    holder: 'Người dân trình diễn',
    issuer: 'Tỉnh Sông Mơ',
    day: '01/12/2025'
  }
  const bytes = await print('src/server/papers/sample.typ', said)
  const stored = await storeBytes(ctx, bytes, { name, limit: 1 << 20, owner: 'demonstration' })
  if (!stored.ok) throw new Error(`a sample could not be kept: ${stored.error.code}`)
  return stored.value
}
