import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { officialFile } from '#lib/server/official.ts'
import { letterScreen } from '#server/reform/index.ts'
import type { RequestHandler } from './$types'

/** The letter as DOCX or PDF, for those who may read it. */
export const GET: RequestHandler = async event => {
  const screen = await letterScreen(deskOnly(event, 'reform.read'), event.params.letter)
  if (!screen) error(404)
  return officialFile(screen.letter.content, event.params.format, `cong-van-${screen.letter.number ?? 'du-thao'}`)
}
