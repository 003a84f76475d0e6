import { dayOf, print, qrPicture, VIETNAM_OFFSET_MS } from '#server/platform/index.ts'
import type { Place } from './model.ts'

/** Blue as the ink of a person's signature, red as an office's seal (Decree 30/2020, annex I, part I, 7b and 8). */
const INK = { person: '#12409a', office: '#c0141c' } as const

export type Look = {
  readonly name: string
  readonly organisation: string | null
  readonly at: Date
  readonly ink: keyof typeof INK
  /** What the signature makes of the paper, over the signer's name, e.g. an electronic copy. */
  readonly title?: string
  /** The post, and by whose authority. */
  readonly post?: string
  readonly small?: boolean
  /** What the QR says, and the code that people can type instead. */
  readonly qr?: { readonly text: string; readonly code: string }
}

/** What a signature looks like: a small page that is put into the box of its field. */
export const printLook = (look: Look, { width, height }: Pick<Place, 'width' | 'height'>): Promise<Uint8Array> =>
  print('src/server/signatures/stamp.typ', {
    width,
    height,
    size: look.small || width < 60 || height < 18 ? 6.4 : look.qr ? 7.6 : 8.2,
    ink: INK[look.ink],
    name: look.name,
    ...(look.title ? { title: look.title } : {}),
    ...(look.post ? { post: look.post } : {}),
    ...(look.organisation ? { organisation: look.organisation } : {}),
    signedAt: timeOnPaper(look.at),
    ...(look.qr ? { qr: qrPicture(look.qr.text), code: look.qr.code } : {})
  })

/** Day, time and zone, as the decree wants them on electronic documents. */
export function timeOnPaper(at: Date): string {
  const [year, month, date] = dayOf(at).split('-')
  const clock = new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(11, 19)
  return `${date}/${month}/${year} ${clock} +07:00`
}
