import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import type { z } from 'zod'
import { explainUpload, isUpload } from '#server/documents/index.ts'
import { say } from '#server/indices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { deskOnly } from './desk.ts'
import { parseDay } from '../format.ts'
import { typedIn } from './forms.ts'

/** Index pages are for the reform office, leaders and the agencies that answer. */
export const indexReader = (event: Pick<RequestEvent, 'locals' | 'url'>): Ctx => deskOnly(event, 'indices.read')

/** A typed day in either way of writing, as the schema wants it. */
export const asDay = (typed: string): string => parseDay(typed) ?? typed.trim()

/** Several forms of a page may ask for the same thing: `self.points` is the `points` of the form `self`. Does one thing with a form and shows the page again: what was refused is told, what was typed stays. */
export const doing =
  <S extends z.ZodType, T>(
    schema: S,
    act: (ctx: Ctx, input: z.infer<S>, id: string) => Promise<Result<T, Refusal>>,
    to?: (value: T) => string
  ) =>
  async ({ locals, request, params, url }: RequestEvent) => {
    const ctx = indexReader({ locals, url })
    const form = await request.formData()
    const many = Object.fromEntries(
      [...new Set(form.keys())].map(key => [
        key.split('.').at(-1)!,
        form.getAll(key).length > 1 ? form.getAll(key) : form.get(key)
      ])
    )
    const read = schema.safeParse(many)
    const values = typedIn(form)
    if (!read.success) return fail(400, { problem: say(ctx.language, 'refusal.input-invalid'), values })
    const done = await act(ctx, read.data, (params as { id?: string }).id ?? '')
    if (!done.ok) return fail(409, { problem: refusalWords(ctx, done.error), values })
    redirect(303, to ? to(done.value) : `${url.pathname}?${keptQuery(url)}saved=1`)
  }

const keptQuery = (url: URL): string => {
  const kept = new URLSearchParams(
    [...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'saved')
  ).toString()
  return kept ? `${kept}&` : ''
}

export function refusalWords(ctx: Ctx, refusal: Refusal): string {
  if (isUpload(refusal)) return explainUpload(ctx.language, refusal)
  const facts = Object.fromEntries(
    Object.entries(refusal).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  ) as Record<string, string | number>
  return say(ctx.language, `refusal.${refusal.code}` as never, facts)
}

/** The page of a list that was asked for, from 1, and the addresses of its neighbours. */
export function pageAsked(url: URL, perPage: number) {
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  const to = (one: number) => {
    const query = new URLSearchParams(url.searchParams)
    query.set('page', String(one))
    query.delete('saved')
    return `?${query}`
  }
  return {
    page,
    around: (total: number) => ({
      total,
      previous: page > 1 ? to(page - 1) : null,
      next: page * perPage < total ? to(page + 1) : null
    })
  }
}

export const todayOf = (ctx: Ctx): string => dayOf(ctx.now())
