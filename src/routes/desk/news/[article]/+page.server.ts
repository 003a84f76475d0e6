import { loadItem, movesOf, previewItem, saveItem } from '#lib/server/news.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => loadItem(event, 'article', event.params.article)

export const actions: Actions = {
  write: event => saveItem(event, 'article', event.params.article),
  preview: event => previewItem(event),
  ...movesOf('article')
}
