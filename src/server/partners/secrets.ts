import { randomBytes } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import * as store from './store.ts'

const PURPOSE = 'webhook secret'
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`
export const seal = ({ sealing }: Ctx, secret: string): Buffer => sealing.seal(PURPOSE, secret)
/** Null when it was sealed with another key: an operator restored the database without the key. */
export const unseal = ({ sealing }: Ctx, sealed: Buffer): string | null => sealing.open(PURPOSE, sealed)

/** Seals what a webhook made before secrets were sealed still keeps in the clear. */
export async function sealWhatIsOpen(ctx: Ctx, webhook: string): Promise<void> {
  const [open] = await store.openSecrets(ctx, webhook)
  if (!open) return
  const oldSecret = open.oldSecret === null ? null : seal(ctx, open.oldSecret)
  await store.sealSecrets(ctx, webhook, { secret: seal(ctx, open.secret), oldSecret })
}
