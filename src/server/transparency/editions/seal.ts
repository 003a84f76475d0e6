import { createHash } from 'node:crypto'
import { signatureFits, signed } from '#server/exchange/index.ts'
import { jsonbText } from '#server/platform/canonical.ts'
import type { Ctx } from '#server/platform/index.ts'
import { documentOf } from './edition.rules.ts'
import type { LateList } from './model.ts'
import { policyOf } from './policy.ts'
import type { Edition } from './store.ts'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The next edition of a list, by the policy of today, with the hash and the signature of its public document. */
export async function editionOf(ctx: Ctx, list: LateList, because: string | null = null): Promise<Edition> {
  const policy = await policyOf(ctx)
  const number = list.edition + 1
  const about = { edition: number, at: ctx.now(), because }
  const shown = documentOf(list, policy.public, about)
  const text = jsonbText(shown)
  const signature = (await signed(ctx, text)).toString('base64')
  return { number, inside: documentOf(list, policy.inside, about), public: shown, hash: hashOf(text), signature }
}

/** Whether an edition is as it was signed by this installation. */
export const isGenuine = async (
  ctx: Ctx,
  { text, hash, signature }: { text: string; hash: string; signature: string }
): Promise<boolean> => hashOf(text) === hash && (await signatureFits(ctx, text, Buffer.from(signature, 'base64')))
