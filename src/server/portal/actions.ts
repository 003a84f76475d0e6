import { randomUUID } from 'node:crypto'
import { holdFiles } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Command, PublicationRefusal } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import { sizesOf } from './files.ts'
import type { Content, Publication, PublicationId } from './model.ts'
import * as store from './store.ts'
import { slugOf } from './words.rules.ts'

export type ActionRefusal =
  PublicationRefusal | { readonly code: 'forbidden' | 'news-changed' | 'files-gone' | 'news-category-missing' }
type Done = Promise<Result<Publication, ActionRefusal>>

const filesIn = (content: Content): string[] => [
  ...content.files.map(({ id }) => id),
  ...(content.kind === 'article' && content.picture ? sizesOf(content.picture).map(({ id }) => id) : [])
]

/** Writes a publication anew or again. Its files are held from now on. */
export async function writePublication(ctx: Ctx, id: PublicationId | null, content: Content): Done {
  if (!ctx.actor.may('portal.write')) return err({ code: 'forbidden' })
  if (content.kind === 'article' && !(await takes(ctx, content.category))) return err({ code: 'news-category-missing' })
  const ref = id ?? randomUUID()
  const files = filesIn(content)
  if (files.length > 0) {
    const held = await holdFiles(ctx, { kind: 'publication', ref, blobs: files })
    if (!held.ok) return err({ code: 'files-gone' })
  }
  if (id) return tell(ctx, id, { kind: 'write', content })
  const begun = decide(null, { kind: 'write', content }, { now: ctx.now(), by: ctx.actor.id })
  if (!begun.ok) return begun
  const publication = begun.value.reduce<Publication | null>((state, event) => evolve(state, event, ref), null)!
  await store.open(ctx, publication, begun.value)
  ctx.log.info({ event: 'portal.written', publication: ref, kind: content.kind }, 'written')
  return ok(publication)
}

async function takes({ sql }: Ctx, category: string): Promise<boolean> {
  const [row] = await sql<{ open: boolean }[]>`select open as "open" from news_category where code = ${category}`
  return row?.open === true
}

type Later = Exclude<Command, { kind: 'write' | 'publish' }> | { readonly kind: 'publish' }

/** Everything that happens to a publication after it was written. */
export async function movePublication(ctx: Ctx, id: PublicationId, command: Later): Done {
  const { actor } = ctx
  const found = await store.load(ctx, id)
  if (!found) return err({ code: 'news-missing' })
  const { publication } = found
  const mine = actor.id !== null && publication.writers.includes(actor.id)
  const allowed = {
    submit: actor.may('portal.write'),
    // Whoever wrote it may take it back to the desk too.
    return: actor.may('portal.review') || (mine && actor.may('portal.write')),
    approve: actor.may('portal.review'),
    schedule: actor.may('portal.review'),
    unschedule: actor.may('portal.review'),
    publish: actor.may('portal.review'),
    correct: actor.may('portal.write'),
    'drop-correction': actor.may('portal.write'),
    withdraw: actor.may('portal.review')
  } satisfies Record<Later['kind'], boolean>
  if (!allowed[command.kind]) return err({ code: 'forbidden' })
  const words = publication.content.kind === 'article' ? publication.content.title : publication.content.number
  const whole: Command = command.kind === 'publish' ? { ...command, slug: slugOf(words, found.number) } : command
  return tell(ctx, id, whole)
}

/** Publishes what was scheduled and is due. A job, every minute. */
export async function publishDue(ctx: Ctx): Promise<number> {
  const due = await store.due(ctx, ctx.now())
  for (const { id } of due) {
    const done = await movePublication(ctx, id, { kind: 'publish' })
    if (!done.ok)
      ctx.log.error({ event: 'portal.not-published', publication: id, code: done.error.code }, 'not published')
  }
  return due.length
}

/** Loads, asks the decider, stores in one statement; tries once again when somebody else was faster. */
async function tell(ctx: Ctx, id: PublicationId, command: Command): Done {
  for (let attempt = 0; attempt < 2; attempt++) {
    const found = await store.load(ctx, id)
    if (!found) return err({ code: 'news-missing' })
    const before = found.publication
    const decided = decide(before, command, { now: ctx.now(), by: ctx.actor.id })
    if (!decided.ok) return decided
    const after = decided.value.reduce((state, event) => evolve(state, event, id), before)
    if (await store.append(ctx, before, after, decided.value)) {
      ctx.log.info({ event: `portal.${command.kind}`, publication: id, phase: after.phase }, 'done')
      return ok(after)
    }
  }
  return err({ code: 'news-changed' })
}
