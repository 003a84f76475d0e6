import { createTransport } from 'nodemailer'
import type { NodemailerError } from 'nodemailer'
import { RefusedToStart } from './refused-to-start.ts'
import { err, ok } from './result.ts'
import type { Result } from './result.ts'

export type Attachment = { readonly name: string; readonly type: string; readonly content: Uint8Array }
export type Mail = {
  /** Names the message for good, so that mail systems recognise a repetition. */
  readonly id: string
  readonly to: { readonly name: string; readonly address: string }
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments?: readonly Attachment[]
}

/** `mail-refused`: the server will not take this message for this address. `mail-delayed`: try again later. */
export type MailRefusal = { readonly code: 'mail-refused' | 'mail-delayed'; readonly detail: string }

export type Mailer = {
  send(mail: Mail): Promise<Result<void, MailRefusal>>
  close(): void
}

/**
 * The way to the province's mail server, or null where none is set. TLS is used when the server offers it (`smtps:`
 * from the start); nodemailer's options may stand in the address, e.g. `?tls.rejectUnauthorized=false`.
 */
export function openMailer({ smtpUrl, from }: { smtpUrl: string | null | undefined; from: string }): Mailer | null {
  if (!smtpUrl) return null
  if (!/^smtps?:\/\/[^/]/i.test(smtpUrl))
    throw new RefusedToStart('SMTP_URL must look like smtp://user:password@host:587.')
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1]
  if (!domain)
    throw new RefusedToStart('The sender of mail must be an e-mail address, e.g. Một Cửa <motcua@example.gov.vn>.')
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    // The job tries again; a message put back by the pool could arrive twice.
    maxRequeues: 0,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000
  })
  const send = async (mail: Mail): Promise<Result<void, MailRefusal>> => {
    try {
      await transport.sendMail({
        from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.id}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': mail.language
        },
        attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content: Buffer.from(content)
        })),
        disableFileAccess: true,
        disableUrlAccess: true
      })
      return ok(undefined)
    } catch (error) {
      return err(refusalOf(error as NodemailerError))
    }
  }
  return { send, close: () => transport.close() }
}

/** Only what concerns this message or address is final. A wrong password or a refused sender is ours to mend: later. */
function refusalOf(error: NodemailerError): MailRefusal {
  const aboutIt = error.command === 'RCPT TO' || error.command === 'DATA'
  const impossible = error.code === 'EENVELOPE' && error.command === 'API'
  const final = (aboutIt && error.permanent === true) || impossible
  const detail = [error.code, error.command, error.response ?? error.originalCode].filter(Boolean).join(' ')
  return { code: final ? 'mail-refused' : 'mail-delayed', detail: detail.slice(0, 500) }
}
