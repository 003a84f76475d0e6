import { loadItem, movesOf, previewItem, saveItem } from '#lib/server/news.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => loadItem(event, 'directive', event.params.document)

export const actions: Actions = {
  write: event => saveItem(event, 'directive', event.params.document),
  preview: event => previewItem(event),
  ...movesOf('directive')
}
