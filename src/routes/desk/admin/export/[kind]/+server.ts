import { deskOnly } from '#lib/server/desk.ts'
import { Readable } from 'node:stream'
import { error } from '@sveltejs/kit'
import { recordAct } from '#server/identity/index.ts'
import { exported, FORMATS, KINDS, TYPES } from '#server/transfer/index.ts'
import type { RequestHandler } from './$types'

/** A file of everything of a kind; who took it is on record. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'transfer.export')
  const { params, url } = event
  const kind = KINDS.find(each => each === params.kind)
  const format = FORMATS.find(each => each === (url.searchParams.get('format') ?? 'csv'))
  const file = kind && format ? exported(ctx, kind, format) : null
  if (!kind || !format || !file?.ok) error(404)
  await recordAct(ctx, { act: 'data.exported', account: null, facts: { kind, format } })
  return new Response(Readable.toWeb(Readable.from(file.value)) as unknown as BodyInit, {
    headers: { 'content-type': TYPES[format], 'content-disposition': `attachment; filename="${kind}.${format}"` }
  })
}
