import { MailParser } from 'mailparser'
import type { AttachmentStream, MessageText } from 'mailparser'
import { holdFiles, storeUpload, takeBack } from '#server/documents/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { SCAN_BYTES } from '../model.ts'
import * as scans from '../store.ts'
import { tellRefused } from './answer.ts'
import { bodyOf, quoted } from './mail.rules.ts'
import { MOST_PARTS, MOST_TEXT, MOST_TRIES } from './model.ts'
import type { RefusedPart } from './model.ts'
import * as store from './store.ts'

/** Parts that say something of the letter and are no papers. */
const ASIDE = /^(application\/(x-)?pkcs7-signature|application\/pgp-(signature|keys)|text\/(x-)?vcard|text\/calendar)$/
const OPTIONS = {
  checksumAlgo: false,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  ignoreEmbedded: true,
  maxHtmlLengthToParse: 500_000
} as const

/** There is no room now; the letter is opened again with the next minute. */
class NoRoom extends Error {}

/** Takes the attachments out of the letters that came, each by the door of every upload. Safe to break off and repeat. */
export async function openLetters(ctx: Ctx): Promise<number> {
  const letters = await store.unopened(ctx)
  for (const letter of letters)
    try {
      await openLetter(ctx, letter)
    } catch (error) {
      if (error instanceof NoRoom) return 0
      ctx.log.error({ event: 'mail.not-opened', letter: letter.id, error: String(error) }, 'a letter was not opened')
      await store.triedInVain(ctx, letter.id)
      // It is shown as it is; the letter itself stays.
      if (letter.tries + 1 >= MOST_TRIES)
        await store.opened(ctx, letter.id, {
          body: '',
          refused: [{ name: '', refusal: { code: 'broken' }, quiet: true }]
        })
    }
  return letters.length
}

async function openLetter(ctx: Ctx, letter: store.Unopened): Promise<void> {
  const parser = new MailParser(OPTIONS)
  const content = ctx.blobs.open(letter.blob)
  content.on('error', error => parser.destroy(error))
  const refused: RefusedPart[] = []
  let body = ''
  let parts = 0
  try {
    for await (const part of content.pipe(parser) as AsyncIterable<AttachmentStream | MessageText>) {
      if (part.type === 'text') {
        body = bodyOf(part.text ?? '', MOST_TEXT)
        continue
      }
      if (!ASIDE.test(part.contentType)) {
        if (++parts > MOST_PARTS) {
          refused.push({ name: '…', refusal: { code: 'too-many-parts', limit: MOST_PARTS }, quiet: false })
          break
        }
        const no = await takePart(ctx, letter, part, parts)
        if (no) refused.push(no)
      }
      await drained(part)
    }
  } finally {
    content.destroy()
    parser.destroy()
  }
  // Told before it is noted: broken off in between, it is told under the same key again, which is once.
  await tellRefused(ctx, letter, refused)
  await store.opened(ctx, letter.id, { body, refused })
  ctx.log.info({ event: 'mail.opened', unit: letter.unit, parts, refused: refused.length }, 'opened a letter')
}

/** The parser waits until a part was read to its end. */
async function drained(part: AttachmentStream): Promise<void> {
  const { content } = part
  if (!content.readableEnded && !content.destroyed)
    await new Promise<void>(resolve => content.once('end', resolve).once('close', resolve).resume())
  part.release?.()
}

/** Not the letter's fault: it is opened again later. */
const LATER: ReadonlySet<string> = new Set(['disk-full', 'files-away', 'scanner-away'])

/** One attachment, entered once under the letter's id and its number. */
async function takePart(
  ctx: Ctx,
  { id, unit }: store.Unopened,
  { content, filename, related }: AttachmentStream,
  number: number
): Promise<RefusedPart | null> {
  const key = `mail~${id}~${number}`
  if ((await scans.known(ctx, key)).length > 0) return null
  const owner = `mail:${unit}`
  const name = quoted(filename ?? '', 150) || `tep-${number}`
  const pieces = content.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  const stored = await storeUpload(ctx, pieces, { name, limit: SCAN_BYTES, owner })
  if (!stored.ok) {
    if (LATER.has(stored.error.code)) throw new NoRoom()
    return { name, refusal: stored.error, quiet: related === true || stored.error.code === 'file-empty' }
  }
  const held = await holdFiles(ctx, { kind: 'scan', ref: key, blobs: [stored.value.id] })
  if (!held.ok) throw new Error('the file is gone')
  // Sorted already: what a stranger's QR names is no reason to put it there.
  await scans.enter(ctx, { key, unit, officer: null, file: stored.value, sorted: true, letter: id })
  await takeBack(ctx, owner, stored.value.id)
  return null
}
