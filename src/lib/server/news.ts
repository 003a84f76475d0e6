import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { explainUpload, isUpload, readBlob, serveFile } from '#server/documents/index.ts'
import { startOf } from '#server/platform/index.ts'
import type { Ctx, Permission, Refusal, Result } from '#server/platform/index.ts'
import {
  articleFrom,
  ArticleInput,
  categoryChoices,
  deskFile,
  deskItem,
  directiveFrom,
  DirectiveInput,
  htmlOf,
  movePublication,
  writePublication
} from '#server/portal/index.ts'
import type { ArticleContent, DirectiveContent, Kind, Sent } from '#server/portal/index.ts'
import { parseDay } from '../format.ts'
import { translator } from '../text.ts'
import { deskOnly } from './desk.ts'
import { explain, parseForm, typedIn } from './forms.ts'

const NEW = 'new'
const HOME = { article: '/desk/news', directive: '/desk/published' } as const satisfies Record<Kind, string>
type Move = Parameters<typeof movePublication>[2]

/** One publication at the desk, or the empty form of a new one. */
export async function loadItem(event: RequestEvent, kind: Kind, id: string) {
  const ctx = deskOnly(event, id === NEW ? 'portal.write' : 'portal.desk')
  const item = id === NEW ? null : ((await deskItem(ctx, kind, id)) ?? error(404))
  const category = item?.content.kind === 'article' ? item.content.category : null
  return {
    item,
    author: ctx.actor.name,
    categories: kind === 'article' ? await categoryChoices(ctx, category) : [],
    saved: event.url.searchParams.has('saved')
  }
}

const filesIn = (data: FormData, name: string): File[] =>
  data.getAll(name).filter((file): file is File => file instanceof File && file.size > 0)
const sentWith = (data: FormData): Sent => ({
  picture: filesIn(data, 'picture')[0] ?? null,
  dropPicture: data.has('drop-picture'),
  files: filesIn(data, 'files'),
  kept: data.getAll('keep').map(String)
})

const saidOf = (event: RequestEvent, refusal: Refusal): string =>
  isUpload(refusal)
    ? explainUpload(event.locals.language, refusal)
    : explain(refusal, translator(event.locals.language))

/** The content of a form with its files, or what is wrong with it field by field. */
async function contentOf(ctx: Ctx, event: RequestEvent, kind: Kind, before: unknown, data: FormData) {
  const t = translator(event.locals.language)
  if (kind === 'article') {
    const form = parseForm(ArticleInput, data, t)
    return form.ok ? articleFrom(ctx, form.value, before as ArticleContent | null, sentWith(data)) : form
  }
  const form = parseForm(DirectiveInput, data, t, { issuedOn: parseDay(String(data.get('issuedOn') ?? '')) ?? '' })
  return form.ok ? directiveFrom(ctx, form.value, before as DirectiveContent | null, sentWith(data)) : form
}

/** Saves the form as the work in hand; a new one gets its address. */
export async function saveItem(event: RequestEvent, kind: Kind, id: string) {
  const ctx = deskOnly(event, 'portal.write')
  const item = id === NEW ? null : ((await deskItem(ctx, kind, id)) ?? error(404))
  const data = await event.request.formData()
  const content = await contentOf(ctx, event, kind, item?.content ?? null, data)
  if ('errors' in content) return fail(400, { values: content.values, errors: content.errors, message: '' })
  if (!content.ok) return fail(409, { values: typedIn(data), errors: {}, message: saidOf(event, content.error) })
  const written = await writePublication(ctx, item?.id ?? null, content.value)
  if (!written.ok) return fail(409, { values: typedIn(data), errors: {}, message: saidOf(event, written.error) })
  redirect(303, `${HOME[kind]}/${written.value.id}?saved`)
}

/** Draws what was typed without keeping it. */
export async function previewItem(event: RequestEvent) {
  deskOnly(event, 'portal.write')
  const data = await event.request.formData()
  const values = typedIn(data)
  return { values, errors: {}, message: '', preview: htmlOf((values.body ?? values.summary ?? '').slice(0, 60_000)) }
}

/** An act on a publication, made of the words that came with it. */
export const moving =
  (kind: Kind, needs: Permission, commandOf: (typed: (name: string) => string) => Move | null) =>
  async (event: RequestEvent) => {
    const ctx = deskOnly(event, needs)
    const id = event.params.article ?? event.params.document ?? ''
    const data = await event.request.formData()
    const command = commandOf(name =>
      String(data.get(name) ?? '')
        .trim()
        .slice(0, 1000)
    )
    const refused = (refusal: Refusal) => fail(409, { values: {}, errors: {}, message: saidOf(event, refusal) })
    if (!command) return refused({ code: 'news-time' })
    const done: Result<unknown> = await movePublication(ctx, id, command)
    if (!done.ok) return refused(done.error)
    redirect(303, `${HOME[kind]}/${id}?saved`)
  }

/** A day and a time of the clock in Vietnam as an instant. */
function instantOf(day: string, time: string): string | null {
  const on = parseDay(day)
  const clock = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)$/.exec(time)
  if (!on || !clock) return null
  return new Date(startOf(on).getTime() + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000).toISOString()
}

/** Everything that happens to a publication after it was written, by the name of its form. */
export const movesOf = (kind: Kind) => ({
  submit: moving(kind, 'portal.write', () => ({ kind: 'submit' })),
  return: moving(kind, 'portal.write', typed => ({ kind: 'return', because: typed('because') })),
  approve: moving(kind, 'portal.review', () => ({ kind: 'approve' })),
  publish: moving(kind, 'portal.review', () => ({ kind: 'publish' })),
  schedule: moving(kind, 'portal.review', typed => {
    const at = instantOf(typed('day'), typed('time'))
    return at === null ? null : { kind: 'schedule', at }
  }),
  unschedule: moving(kind, 'portal.review', () => ({ kind: 'unschedule' })),
  correct: moving(kind, 'portal.write', typed => ({ kind: 'correct', because: typed('because') })),
  drop: moving(kind, 'portal.write', () => ({ kind: 'drop-correction' })),
  withdraw: moving(kind, 'portal.review', typed => ({ kind: 'withdraw', because: typed('because') }))
})

/** A file of what is being written, for the desk only. */
export async function deskFileOf(event: RequestEvent, id: string): Promise<Response> {
  const ctx = deskOnly(event, 'portal.desk')
  const file = await deskFile(ctx, id, event.params.id ?? '')
  const blob = file && (await readBlob(ctx, file.id))
  if (!blob) error(404)
  return new Response(blob.stream, { headers: serveFile(file, 'inline') })
}
