import { simpleParser } from 'mailparser'
import { quoted } from './mail.rules.ts'
import type { Head } from './model.ts'

/** Reads the head of a letter from its first bytes; what is damaged in it is left out. */
export async function headOf(beginning: Uint8Array): Promise<Head> {
  const bytes = Buffer.from(beginning)
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter(at => at >= 0)
  const head = bytes.subarray(0, Math.min(bytes.length, ...ends))
  const headers = new Map<string, string>()
  const read = await simpleParser(Buffer.concat([head, Buffer.from('\r\n\r\n')]), { checksumAlgo: false }).catch(
    () => null
  )
  for (const { key, line } of read?.headerLines ?? [])
    if (!headers.has(key)) headers.set(key, line.slice(line.indexOf(':') + 1).replace(/\r?\n\s*/g, ' '))
  const from = read?.from?.value[0]
  const messageId = (read?.messageId ?? '').replace(/[^\x21-\x7e]/g, '')
  return {
    messageId: messageId !== '' && messageId.length <= 500 ? messageId : null,
    subject: quoted(read?.subject ?? '', 300),
    fromName: quoted(from?.name ?? '', 150),
    fromAddress: quoted(from?.address ?? '', 254),
    headers
  }
}
