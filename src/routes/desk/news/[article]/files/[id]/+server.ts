import { deskFileOf } from '#lib/server/news.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = event => deskFileOf(event, event.params.article)
