import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { tableIn, withFile } from '#lib/server/index-file.ts'
import { refusalWords } from '#lib/server/indices.ts'
import { faultWords, loadResults, rehearseResults, say } from '#server/indices/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => void deskOnly(event, 'indices.change')

const taking = (rehearse: boolean) => async (event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) => {
  const ctx = deskOnly(event, 'indices.change')
  const given = await tableIn(await event.request.formData())
  if (!given) return fail(400, { problem: say(ctx.language, 'refusal.input-invalid') })
  return withFile(given, async path => {
    if (!rehearse) {
      const loaded = await loadResults(ctx, path)
      if (!loaded.ok) return fail(409, { problem: refusalWords(ctx, loaded.error) })
      const [first] = loaded.value.rows
      redirect(303, first ? `/desk/indices?index=${first.index}&saved=1` : '/desk/indices')
    }
    const rehearsed = await rehearseResults(ctx, path)
    if (!rehearsed.ok) return fail(403, { problem: refusalWords(ctx, rehearsed.error) })
    const { years, faults, sheet, read } = rehearsed.value
    return {
      years,
      read,
      faults: [...sheet, ...faults].map((fault, at) => ({
        at,
        row: 'row' in fault ? fault.row : null,
        words: faultWords(ctx.language, fault)
      })),
      kept: given.bytes.toString('base64'),
      csv: given.csv
    }
  })
}

export const actions: Actions = { rehearse: taking(true), load: taking(false) }
