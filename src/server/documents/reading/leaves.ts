import type { Line, ReadRefusal } from './model.ts'
import { LIMITS } from './model.ts'
import { drawPage, openPdf } from './pdf.ts'
import type { Pdf } from './pdf.ts'
import { openHeic, sizeOfHeic } from './heic.ts'
import { decode, decodeGrey, greyOf, pageOf } from './picture.ts'
import type { Colour, Grey } from './picture.ts'
import sharp from 'sharp'

/** A page of a file as it is read: a grey picture, with the words the file itself carries. */
export type Leaf = { readonly grey: Grey; readonly lines: readonly Line[] }

/** A file opened: how many pages, and each when it is asked for, to be read or to be shown. */
export type Opened = {
  readonly pages: number
  leaf(number: number): Promise<Leaf>
  picture(number: number): Promise<Colour>
  close(): Promise<unknown>
}

/** An expected refusal on its way out of a decoder; told as a value at the door. */
export class Unreadable extends Error {
  readonly refusal: ReadRefusal
  constructor(refusal: ReadRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** Opens a file by its type, which was told from its content before. */
export async function openFile(bytes: Uint8Array, type: string): Promise<Opened> {
  if (bytes.length > LIMITS.bytes) throw new Unreadable({ code: 'too-many-bytes', limit: LIMITS.bytes })
  switch (type) {
    case 'application/pdf':
      return openPdfFile(bytes)
    case 'image/jpeg':
    case 'image/png':
    case 'image/tiff':
      return openPicture(bytes)
    case 'image/heic':
      return openPhotograph(bytes)
    default:
      throw new Unreadable({ code: 'not-readable-type' })
  }
}

async function openPdfFile(bytes: Uint8Array): Promise<Opened> {
  const pdf: Pdf = await openPdf(bytes).catch((error: unknown) => {
    const name = (error as Error).name
    throw new Unreadable({ code: name === 'PasswordException' ? 'encrypted' : 'broken' })
  })
  const close = () => pdf.loadingTask.destroy()
  const page = (number: number) => drawPage(pdf, number, LIMITS.pixels).catch(broken)
  if (pdf.numPages <= LIMITS.pages)
    return {
      pages: pdf.numPages,
      leaf: async number => {
        const { picture, lines } = await page(number)
        return { grey: await greyOf(picture), lines }
      },
      picture: async number => (await page(number)).picture,
      close
    }
  await close()
  throw new Unreadable({ code: 'too-many-pages', pages: pdf.numPages, limit: LIMITS.pages })
}

/** The head tells size and pages; only then is anything decoded. */
async function openPicture(bytes: Uint8Array): Promise<Opened> {
  const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(broken)
  const pixels = width * height
  if (pixels > LIMITS.pixels) throw new Unreadable({ code: 'too-many-pixels', pixels, limit: LIMITS.pixels })
  if (pages > LIMITS.pages) throw new Unreadable({ code: 'too-many-pages', pages, limit: LIMITS.pages })
  const page = (number: number) => pageOf(bytes, number - 1, LIMITS.pixels)
  return {
    pages,
    leaf: async number => ({ grey: await decodeGrey(page(number)).catch(broken), lines: [] }),
    picture: number => decode(page(number)).catch(broken),
    close: async () => {}
  }
}

/** A photograph of a telephone (HEIC): one picture, decoded by a library of its own. */
async function openPhotograph(bytes: Uint8Array): Promise<Opened> {
  const pixels = sizeOfHeic(bytes)
  if (pixels === null) throw new Unreadable({ code: 'broken' })
  if (pixels > LIMITS.pixels) throw new Unreadable({ code: 'too-many-pixels', pixels, limit: LIMITS.pixels })
  const open = await openHeic(bytes, LIMITS.pixels).catch(broken)
  if (!open) throw new Unreadable({ code: 'heic' })
  return {
    pages: 1,
    leaf: async () => ({ grey: await decodeGrey(open).catch(broken), lines: [] }),
    picture: () => decode(open).catch(broken),
    close: async () => {}
  }
}

const broken = (error: unknown): never => {
  if (error instanceof Unreadable) throw error
  throw new Unreadable({ code: 'broken' })
}

export async function* leavesOf(opened: Opened): AsyncGenerator<Leaf> {
  for (let number = 1; number <= opened.pages; number++) yield await opened.leaf(number)
}
