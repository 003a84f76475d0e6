import { readDay, releaseFiles, storeUpload, takeBack } from '#server/documents/index.ts'
import { isId } from '#server/platform/ids.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { allOrNothing, change, enterWithin } from './actions.ts'
import { isTheirs } from './holder.ts'
import type { Self } from './holder.ts'
import { PaperInput } from './model.ts'
import type { Paper } from './model.ts'
import { storeOf } from './offers.ts'
import { load, papersOf } from './store.ts'

export const OWN_MEGABYTES = 10
/** So many papers a person may keep in the own store by himself. */
const MOST = 100

export type Bringing = {
  readonly name: string
  readonly number: string
  readonly issuer: string
  /** As typed, 20/04/1988 or 1988-04-20; empty where it bears none. */
  readonly issuedOn: string
  readonly file: AsyncIterable<Uint8Array>
  readonly fileName: string
}

/**
 * Puts a paper into the own store. Nobody has seen the original: it is kept as brought by the person, offered as such, and
 * no office counts it. Only who has proven the own number has a store.
 */
export async function bringOwn(
  ctx: Ctx,
  self: Self & { readonly fullName: string },
  { file, fileName, ...typed }: Bringing
): Promise<Result<Paper, Refusal>> {
  const [whose] = storeOf(self)
  if (!whose || !ctx.actor.id) return err({ code: 'own-unverified' })
  const issuedOn = typed.issuedOn.trim() === '' ? null : readDay(typed.issuedOn.trim())
  const read = PaperInput.safeParse({
    ...{ kind: 'own', name: typed.name.normalize('NFC'), holder: { ...whose, name: self.fullName } },
    ...{ issuer: typed.issuer.normalize('NFC'), number: typed.number, issuedOn },
    ...{ source: 'own', form: 'scan', unit: ctx.province.code }
  })
  if (!read.success || (typed.issuedOn.trim() !== '' && issuedOn === null)) return err({ code: 'own-incomplete' })
  const held = await papersOf(ctx, whose, { limit: 1000, offset: 0 })
  if (held.filter(({ source, state }) => source === 'own' && state === 'in-force').length >= MOST)
    return err({ code: 'own-too-many', most: MOST })
  const owner = `own-paper:${ctx.actor.id}`
  const stored = await storeUpload(ctx, file, { name: fileName, limit: OWN_MEGABYTES << 20, owner })
  if (!stored.ok) return stored
  const entered = await allOrNothing<Paper, Refusal>(ctx, inside => enterWithin(inside, read.data, stored.value, null))
  await takeBack(ctx, owner, stored.value.id)
  return entered
}

/** Takes an own paper out of the store again; a dossier that it was handed in with keeps its file. */
export async function dropOwn(ctx: Ctx, self: Self, id: string): Promise<Result<void, Refusal>> {
  const paper = isId(id) ? await load(ctx, id) : null
  if (paper?.source !== 'own' || !isTheirs(self, paper.holder)) return err({ code: 'not-found' })
  return allOrNothing<void, Refusal>(ctx, async inside => {
    const dropped = await change(inside, paper.id, { kind: 'withdraw', because: 'Người giữ tự xoá khỏi kho' })
    if (!dropped.ok) return dropped
    await releaseFiles(inside, { kind: 'paper', ref: paper.id })
    return ok(undefined)
  })
}
