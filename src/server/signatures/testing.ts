import { createHash, sign } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import { inventAuthority } from './authority.ts'
import type { Authority, Keyed, Wanted } from './authority.ts'
import { signatureContainer, signedAttributes } from './cms/build.ts'
import { stampRequest, tokenIn } from './cms/stamp.ts'
import { answerStamp } from './cms/stamping.ts'
import type { Trust } from './model.ts'
import { digestOf, filled, prepare } from './pdf/prepare.ts'

export const DAY = 86_400_000
/** Some days away from `at`. */
export const days = (at: Date, count: number): Date => new Date(at.getTime() + count * DAY)

/** An authority that is believed, at `now`, with a stamping key and an empty list. */
export async function anAuthority(now: Date, name = 'CA thử nghiệm') {
  const authority = await inventAuthority({ name, from: days(now, -1000), until: days(now, 3000) })
  const stamper = await authority.issue({
    name: 'Dấu thời gian thử nghiệm',
    from: days(now, -900),
    until: days(now, 900),
    for: 'time-stamps'
  })
  const crl = await authority.revoke([], now, days(now, 7))
  const trust: Trust = { anchors: [authority.certificate], crls: [crl], ocsps: [] }
  return { authority, stamper, trust }
}

/** A certificate of a leader, valid for a year around `now` unless said otherwise. */
export const aLeader = (authority: Authority, now: Date, changes: Partial<Wanted> = {}): Promise<Keyed> =>
  authority.issue({
    name: 'Phạm Thị Hoài Thương',
    organisation: 'Ủy ban nhân dân phường Mơ Giang',
    from: days(now, -100),
    until: days(now, 265),
    for: 'signing',
    ...changes
  })

/** A page with nothing on it. */
export async function aPdf(pages = 1, options: { useObjectStreams?: boolean } = {}): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  for (let page = 0; page < pages; page++) doc.addPage([595, 842])
  return doc.save({ useObjectStreams: false, ...options })
}

/** Signs as somebody does who has the key at hand. */
export async function signedBy(
  file: Uint8Array,
  by: Keyed,
  { at, stamper, seal }: { at: Date; stamper?: Keyed | null; seal?: string }
): Promise<Uint8Array> {
  const prepared = await prepare(file, { kind: 'signature', at, name: 'x', ...(seal ? { seal } : {}) })
  const attributes = signedAttributes(digestOf(prepared), by.certificate)
  const signature = new Uint8Array(sign('sha256', attributes, by.key))
  const digest = createHash('sha256').update(signature).digest()
  const timeStamp = stamper ? tokenIn(answerStamp(stampRequest(digest), stamper, at)) : null
  const key = by.key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'
  return filled(prepared, signatureContainer({ attributes, signature, key, chain: by.chain, timeStamp }))
}
