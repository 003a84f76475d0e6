import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { z } from 'zod'
import { typedIn } from '#lib/server/forms.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { tableIn, withFile } from '#lib/server/index-file.ts'
import { refusalWords } from '#lib/server/indices.ts'
import { faultWords, loadEdition, rehearseEdition, say } from '#server/indices/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

const Head = z.object({
  index: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,30}$/),
  year: z.coerce.number().int().min(2000).max(2100),
  version: z.string().trim().min(1).max(60),
  name: z.string().trim().min(2).max(200),
  scored: z.enum(['province', 'unit']),
  source: z.string().trim().max(500).default('')
})

const changer = (event: Pick<RequestEvent, 'locals' | 'url'>): Ctx => deskOnly(event, 'indices.change')
export const load: PageServerLoad = event => void changer(event)

/** The rehearsal hands the file back inside the form, so that nothing of it stays on a node between the two steps. */
const taking = (rehearse: boolean) => async (event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) => {
  const ctx = changer(event)
  const { request } = event
  const form = await request.formData()
  const read = Head.safeParse(Object.fromEntries(form))
  const values = typedIn(form)
  const given = await tableIn(form)
  if (!read.success || !given) return fail(400, { problem: say(ctx.language, 'refusal.input-invalid'), values })
  const { name, ...head } = { ...read.data, name: { vi: read.data.name.normalize('NFC') } }
  return withFile(given, async path => {
    const whole = { ...head, name, example: false }
    if (!rehearse) {
      const loaded = await loadEdition(ctx, path, whole)
      if (!loaded.ok) return fail(409, { problem: refusalWords(ctx, loaded.error), values })
      redirect(303, `/desk/indices/editions/${loaded.value.id}?saved=1`)
    }
    const rehearsed = await rehearseEdition(ctx, path, whole)
    if (!rehearsed.ok) return fail(403, { problem: refusalWords(ctx, rehearsed.error), values })
    const { draft, faults, sheet } = rehearsed.value
    return {
      values,
      faults: [...sheet, ...faults].map((fault, at) => ({
        at,
        row: 'row' in fault ? fault.row : null,
        words: faultWords(ctx.language, fault)
      })),
      criteria: draft.nodes.length,
      maximum: draft.maximum,
      kept: given.bytes.toString('base64'),
      csv: given.csv
    }
  })
}

export const actions: Actions = { rehearse: taking(true), load: taking(false) }
