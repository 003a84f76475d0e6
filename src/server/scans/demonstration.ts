import { holdFiles, storeBytes, takeBack } from '#server/documents/index.ts'
import { print } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import * as store from './store.ts'

/** Filled declarations as a scanner with text recognition of its own writes them, of invented people. */
const TOLD = [
  {
    ...{ name: 'Quet_20261123_0731.pdf', pages: 1, holder: 'Phan Thị Quế', number: '099188000131' },
    ...{ birth: '12/04/1988', phone: '0912345678', request: 'Cấp bản sao trích lục khai sinh' }
  },
  {
    ...{ name: 'Quet_20261123_0744.pdf', pages: 2, holder: 'Trần Thị Bình', number: '099192000012' },
    ...{ birth: '05/10/1992', phone: '0987654321', request: 'Xác nhận tình trạng hôn nhân' }
  }
] as const

/** Two scans that wait at the ward's desk, so that the list shows life; the minute's job reads them. Told once. */
export async function tellScans(ctx: Ctx, unit: string): Promise<void> {
  for (const [at, { name, ...written }] of TOLD.entries()) {
    const key = `demonstration~${at}`
    if ((await store.known(ctx, key)).length > 0) continue
    const owner = `scan-folder:${unit}`
    const stored = await storeBytes(ctx, await print('src/server/scans/sample.typ', written), {
      name,
      limit: 1 << 20,
      owner
    })
    if (!stored.ok) continue
    await holdFiles(ctx, { kind: 'scan', ref: key, blobs: [stored.value.id] })
    await store.enter(ctx, { key, unit, officer: null, file: stored.value, sorted: true })
    await takeBack(ctx, owner, stored.value.id)
  }
}
