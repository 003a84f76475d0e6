import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { wholeFile } from '#server/documents/index.ts'
import type { ContentRefusal, FileRef } from '#server/documents/index.ts'
import { ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'

/** More pages or larger pictures than a desk scans in one paper. */
const MOST = { pages: 500, pixels: 60_000_000 }
const A4 = { width: 595.28, height: 841.89 }

/** The pages of a paper's files as one PDF in their order; null when one of them cannot be read. */
export type Scanned = { readonly bytes: Uint8Array; readonly pages: number }

/** Puts the files of one paper together in the order they came. A single PDF stays as it is, byte for byte. */
export async function oneScan(ctx: Ctx, files: readonly FileRef[]): Promise<Result<Scanned | null, ContentRefusal>> {
  const contents: Uint8Array[] = []
  for (const { id } of files) {
    const content = await wholeFile(ctx, id)
    if (!content.ok) return content
    contents.push(content.value)
  }
  return ok(await together(ctx, files, contents))
}

async function together(ctx: Ctx, files: readonly FileRef[], contents: readonly Uint8Array[]): Promise<Scanned | null> {
  try {
    if (files.length === 1 && files[0]!.type === 'application/pdf') return await counted(contents[0]!)
    const whole = await PDFDocument.create({ updateMetadata: false })
    for (const [at, file] of files.entries()) await add(whole, contents[at]!, file.type)
    const bytes = await whole.save({ useObjectStreams: false })
    return within({ bytes, pages: whole.getPageCount() })
  } catch (error) {
    ctx.log.info({ event: 'paper.scan-unreadable', error: String(error).slice(0, 200) }, 'a scan cannot be read')
    return null
  }
}

async function counted(bytes: Uint8Array): Promise<Scanned | null> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  return within({ bytes, pages: pdf.getPageCount() })
}
const within = (scan: Scanned): Scanned | null => (scan.pages > 0 && scan.pages <= MOST.pages ? scan : null)

async function add(whole: PDFDocument, bytes: Uint8Array, type: string): Promise<void> {
  if (type === 'application/pdf') {
    const part = await PDFDocument.load(bytes, { updateMetadata: false })
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page)
    return
  }
  const { pages = 1 } = await sharp(bytes, { limitInputPixels: MOST.pixels }).metadata()
  for (let page = 0; page < Math.min(pages, MOST.pages); page++) {
    const upright = sharp(bytes, { limitInputPixels: MOST.pixels, page }).rotate().flatten({ background: '#fff' })
    const picture = await whole.embedJpg(await upright.jpeg({ quality: 88 }).toBuffer())
    const lying = picture.width > picture.height
    const sheet = lying ? { width: A4.height, height: A4.width } : A4
    const fitted = picture.scaleToFit(sheet.width, sheet.height)
    const drawn = whole.addPage([sheet.width, sheet.height])
    drawn.drawImage(picture, { x: (sheet.width - fitted.width) / 2, y: sheet.height - fitted.height, ...fitted })
  }
}
