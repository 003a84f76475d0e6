import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainFile } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { MOST_BYTES, ownBatches, rehearseBatch, waitingForBatch } from '#server/papers/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'papers.batch')
  const [batches, waiting] = await Promise.all([ownBatches(ctx), waitingForBatch(ctx)])
  return { batches, waiting: waiting.map(({ name }) => name) }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'papers.batch')
    const t = translator(ctx.language)
    const data = await event.request.formData()
    const filesOf = (name: string) =>
      data.getAll(name).flatMap(each => (each instanceof File && each.size > 0 ? [each] : []))
    const [table] = filesOf('table')
    const files = filesOf('files')
    const there = files.length + (await waitingForBatch(ctx)).length
    if (!table || there === 0 || files.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES)
      return fail(400, { problem: t('refusal.batch-files-missing') })
    const read = { name: table.name, bytes: new Uint8Array(await table.arrayBuffer()) }
    const arriving = files.map(file => ({ name: file.name, stream: file.stream() as AsyncIterable<Uint8Array> }))
    const rehearsed = await rehearseBatch(ctx, read, arriving)
    if (!rehearsed.ok) return fail(400, { problem: explainFile(rehearsed.error, ctx.language) })
    redirect(303, `/desk/digitisation/batches/${rehearsed.value.id}`)
  }
}
