import { deskOnly } from '#lib/server/desk.ts'
import { error } from '@sveltejs/kit'
import { translator } from '#lib/text.ts'
import { importRuns, TYPES, written } from '#server/transfer/index.ts'
import type { RequestHandler } from './$types'

/** Every row that was not understood, as a file to send back to whoever wrote it. */
export const GET: RequestHandler = async event => {
  const {
    locals: { ctx, language },
    params,
    url
  } = event
  deskOnly(event, 'transfer.import')
  const [run] = await importRuns(ctx, params.run)
  if (!run) error(404)
  const t = translator(language)
  const format = url.searchParams.get('format') === 'xlsx' ? 'xlsx' : 'csv'
  const columns = (['line', 'column', 'reason', 'value'] as const).map(key => ({ key, title: t(`transfer.${key}`) }))
  const rows = run.faults.map(({ line, column, reason, value }) => ({
    ...{ column, value },
    line: String(line),
    reason: t(`transfer.reason.${reason}`)
  }))
  const pieces = await Array.fromAsync(written(format, columns, rows))
  return new Response(new Blob(pieces as BlobPart[]), {
    headers: { 'content-type': TYPES[format], 'content-disposition': `attachment; filename="loi-nhap.${format}"` }
  })
}
