import { json } from '@sveltejs/kit'
import { cameraWords } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** The words of static/camera/dialog.js in the reader's language. */
export const GET: RequestHandler = ({ locals }) =>
  json(cameraWords(locals.language), { headers: { 'cache-control': 'no-store' } })
