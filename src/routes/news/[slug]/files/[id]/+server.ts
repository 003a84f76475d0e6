import { shownFile } from '#lib/server/reader.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = event => shownFile(event, 'article')
