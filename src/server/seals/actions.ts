import { isDiskFull } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { sealFits, sealingKey, signed } from './keys.ts'
import { grouped, markOf, packed, readSeal, toDigits, typedMark } from './seal.rules.ts'
import type { SealFacts } from './seal.rules.ts'
import * as store from './store.ts'

/** `text` is what the QR says, an address that leads to our page; `code` is for typing. */
export type Seal = { readonly text: string; readonly code: string }

/** Seals what a paper says of itself. The same facts give the same mark, however often the paper is printed. */
export async function sealPaper(ctx: Ctx, facts: SealFacts): Promise<Seal> {
  const key = await sealingKey(ctx)
  const body = packed(facts, key.id)
  const mark = markOf(body)
  const { kind, code: subject } = facts
  try {
    await store.enter(ctx, { mark, kind, subject, facts })
    if (kind === 'receipt') {
      await store.revokeOlder(ctx, { kind, subject, facts })
      await store.renew(ctx, mark)
    }
  } catch (error) {
    // Printing goes on when the disk is full: the QR proves itself, only the typed code is not known yet.
    if (!isDiskFull(error)) throw error
  }
  return {
    text: `${ctx.province.origin}/verify#${toDigits(Buffer.concat([body, signed(body, key)]))}`,
    code: grouped(mark)
  }
}

export type SealVerdict =
  | { readonly kind: 'holds'; readonly facts: SealFacts; readonly code: string }
  | {
      readonly kind: 'revoked'
      readonly facts: SealFacts
      readonly code: string
      readonly since: Date | null
      readonly reason: string
    }
  | { readonly kind: 'forged' | 'unknown-key' | 'unreadable' | 'unknown-code' }

/** Judges the text of a QR, or the code that stands beside it. */
export async function checkSeal(ctx: Ctx, text: string): Promise<SealVerdict> {
  const mark = typedMark(text)
  if (mark) {
    const row = await store.byMark(ctx, mark)
    return row ? verdictOf(row.facts, mark, row) : { kind: 'unknown-code' }
  }
  const seal = readSeal(text)
  if (!seal) return { kind: 'unreadable' }
  const key = (await store.keys(ctx)).find(one => one.id === seal.key)
  if (!key) return { kind: 'unknown-key' }
  if (key.withdrawnAt || !sealFits(seal.body, seal.signature, key.publicKey)) return { kind: 'forged' }
  const own = markOf(seal.body)
  return verdictOf(seal.facts, own, await store.byMark(ctx, own))
}

const verdictOf = (facts: SealFacts, mark: string, row: store.SealRow | null): SealVerdict =>
  row?.revokedAt
    ? { kind: 'revoked', facts, code: grouped(mark), since: row.revokedAt, reason: row.reason ?? '' }
    : { kind: 'holds', facts, code: grouped(mark) }

/** Takes back every paper of a subject, e.g. when a dossier was entered in error. */
export async function revokeSeals(ctx: Ctx, subject: string, reason: 'voided' | 'corrected'): Promise<number> {
  return (await store.revokeAll(ctx, subject, reason)).length
}

/** Takes back one paper of a subject; `hash` is the first half of its file's, before it was signed. Safe to repeat. */
export const revokeSealOf = async (
  ctx: Ctx,
  of: { subject: string; hash: string; reason: 'replaced' | 'withdrawn' }
): Promise<void> => void (await store.revokeOne(ctx, of))

/** What anybody may keep to verify without us: the keys with their days, and the marks that no longer hold. */
export type Published = {
  readonly province: { readonly code: string; readonly name: string }
  readonly demonstration: boolean
  readonly at: string
  readonly keys: readonly {
    readonly id: string
    readonly key: string
    readonly from: string
    readonly until: string | null
    readonly withdrawn: boolean
  }[]
  readonly revoked: readonly string[]
}

export async function publishedSeals(ctx: Ctx): Promise<Published> {
  const [keys, revoked] = await Promise.all([store.keys(ctx), store.revoked(ctx)])
  const { code, name, demonstration } = ctx.province
  return {
    province: { code, name },
    demonstration,
    at: ctx.now().toISOString(),
    keys: keys.map(({ id, publicKey, madeAt, retiredAt, withdrawnAt }) => ({
      id,
      key: publicKey.toString('base64url'),
      from: madeAt.toISOString(),
      until: retiredAt?.toISOString() ?? null,
      withdrawn: withdrawnAt !== null
    })),
    revoked: revoked.map(row => row.mark)
  }
}
