import { redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { explainUpload } from '#server/documents/index.ts'
import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Refusal, Result } from '#server/platform/index.ts'
import { takeFile } from '#server/reform/index.ts'
import { translator } from '../text.ts'
import { explain } from './forms.ts'

export type Typed = Record<string, string>

/** What was typed into a form, and the files that came with it, taken in. */
export async function posted(
  event: RequestEvent
): Promise<Result<{ typed: Typed; files: FileRef[]; form: FormData }, Refusal>> {
  const form = await event.request.formData()
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  )
  const files: FileRef[] = []
  for (const file of form.getAll('files')) {
    if (typeof file === 'string' || file.size === 0) continue
    const taken = await takeFile(event.locals.ctx, file)
    if (!taken.ok) return err({ ...taken.error, upload: true })
    files.push(taken.value)
  }
  return ok({ typed, files, form })
}

/** A refusal of the steering slice in the reader's words. */
export function explainReform(event: RequestEvent, refusal: Refusal): string {
  const t = translator(event.locals.language)
  if (refusal.upload) return explainUpload(event.locals.language, refusal as unknown as UploadRefusal)
  const key = `reform.refusal.${refusal.code}`
  if (!t.has(key)) return explain(refusal, t)
  const facts = Object.entries(refusal).filter((fact): fact is [string, string | number] =>
    ['string', 'number'].includes(typeof fact[1])
  )
  return t(key, Object.fromEntries(facts))
}

/** Back to the page the form was on, without the form's own query. */
export const saved = (path: string): never => redirect(303, `${path}${path.includes('?') ? '&' : '?'}saved`)
