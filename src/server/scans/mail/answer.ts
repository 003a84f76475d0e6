import { explainUpload } from '#server/documents/index.ts'
import { officeOf } from '#server/dossiers/index.ts'
import { announce } from '#server/notices/index.ts'
import type { Ctx, Language } from '#server/platform/index.ts'
import { text as en } from '../text.en.ts'
import { text as vi } from '../text.vi.ts'
import { quoted } from './mail.rules.ts'
import type { RefusedPart } from './model.ts'
import * as store from './store.ts'

type Told = { id: string; unit: string; sender: string | null; answerable: boolean; subject: string; arrivedAt: Date }

/** Why an attachment was not taken in, and what to do. */
export const explainPart = (language: Language, { refusal }: RefusedPart): string =>
  refusal.code === 'too-many-parts'
    ? (language === 'en' ? en : vi)['letters.too-many-parts'].replace('{limit}', String(refusal.limit))
    : explainUpload(language, refusal)

/**
 * Tells the sender which attachments were not taken in: once for a letter, once an hour for a sender, and never where a
 * machine would read it.
 */
export async function tellRefused(ctx: Ctx, letter: Told, refused: readonly RefusedPart[]): Promise<void> {
  const points = refused.filter(({ quiet }) => !quiet)
  if (points.length === 0 || !letter.answerable || !letter.sender) return
  if ((await store.claimAnswer(ctx, letter.sender.toLowerCase(), letter.id)).length === 0) return
  await announce(ctx, {
    template: 'letter-refused',
    facts: {
      ...(await shared(ctx, letter, letter.sender)),
      points: points.map(part => ({ about: quoted(part.name, 80), note: explainPart('vi', part) }))
    },
    key: `letter-refused:${letter.id}`,
    ...addressed(letter, letter.sender)
  })
}

/** Sends the officer's reason for setting a letter aside. Written by a person, so it is not counted by the hour. */
export async function tellDismissed(ctx: Ctx, letter: Told, reason: string): Promise<void> {
  if (!letter.answerable || !letter.sender) return
  await announce(ctx, {
    template: 'letter-dismissed',
    facts: { ...(await shared(ctx, letter, letter.sender)), reason },
    key: `letter-dismissed:${letter.id}`,
    ...addressed(letter, letter.sender)
  })
}

const addressed = ({ id }: Told, sender: string) => ({
  to: { name: sender, email: sender },
  language: 'vi' as const,
  about: { kind: 'letter', id }
})

/** The sender's name is what a stranger wrote; the address is where it goes anyway. */
async function shared(ctx: Ctx, { unit, subject, arrivedAt }: Told, sender: string) {
  const { name, phone } = await officeOf(ctx, unit)
  return {
    addressee: { name: sender },
    office: { name, ...(phone ? { phone } : {}) },
    subject: quoted(subject, 80),
    at: arrivedAt.toISOString()
  }
}
