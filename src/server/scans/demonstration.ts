import { PDFDocument } from 'pdf-lib'
import { holdFiles, storeUpload, takeBack } from '#server/documents/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import * as store from './store.ts'

/** Two scans that wait at the ward's desk, so that the list shows life. Told once. */
export async function tellScans(ctx: Ctx, unit: string): Promise<void> {
  for (const [at, name] of ['Quet_20261123_0731.pdf', 'Quet_20261123_0744.pdf'].entries()) {
    const key = `demonstration~${at}`
    if ((await store.known(ctx, key)).length > 0) continue
    const pdf = await PDFDocument.create({ updateMetadata: false })
    for (let page = 0; page <= at; page++) pdf.addPage([595, 842]).drawText(`To khai ${page + 1}`, { x: 60, y: 760 })
    const owner = `scan-folder:${unit}`
    const stored = await storeUpload(ctx, once(await pdf.save()), { name, limit: 1 << 20, owner })
    if (!stored.ok) continue
    await holdFiles(ctx, { kind: 'scan', ref: key, blobs: [stored.value.id] })
    await store.enter(ctx, { key, unit, officer: null, file: stored.value, sorted: true })
    await takeBack(ctx, owner, stored.value.id)
  }
}
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
