import { deskOnly } from '#lib/server/desk.ts'
import { listAsked } from '#lib/server/digitisation.ts'
import { figures } from '#lib/server/figures.ts'
import { translator } from '#lib/text.ts'
import { digitisationDossiers, digitisationWorkbook } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

const MOST_LINES = 20_000

/** A work list to take along: what is not digitised yet. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const asked = await listAsked(ctx, event.url.searchParams)
  const { rows } = figures(await digitisationDossiers(ctx, { ...asked, after: null }, MOST_LINES))
  const t = translator(ctx.language)
  const titles = [t('figures.code'), t('figures.procedure'), t('digitisation.unit'), t('digitisation.desk')]
  const more = [t('figures.received'), t('figures.finished'), t('digitisation.papers'), t('digitisation.digitised')]
  const sheet = t(`digitisation.${asked.which}`)
  const bytes = await digitisationWorkbook(rows, { sheet, titles: [...titles, ...more] })
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="so-hoa-${asked.which}-${asked.period}.xlsx"`
    }
  })
}
