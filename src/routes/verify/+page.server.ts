import { error, fail } from '@sveltejs/kit'
import { waitFor } from '#lib/server/following.ts'
import { translator } from '#lib/text.ts'
import { replacementOf } from '#server/papers/index.ts'
import { checkSeal, readSeal } from '#server/seals/index.ts'
import type { SealVerdict } from '#server/seals/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { explainFile, verifyFile } from '#server/signatures/index.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST = 15 << 20

export const load: PageServerLoad = async event => {
  const code = (event.url.searchParams.get('code') ?? '').trim().slice(0, 1200)
  if (!code) return { code, verdict: null, replacement: null }
  if (waitFor(event, 'tracking-lookup') > 0) error(429)
  const verdict = await checkSeal(event.locals.ctx, code)
  return { code, verdict, replacement: await replacementIn(event.locals.ctx, verdict) }
}

/** Which paper this one replaces, and which took its place: that stands on the papers too. */
const replacementIn = (ctx: Ctx, verdict: SealVerdict | null) =>
  verdict?.kind === 'holds' || verdict?.kind === 'revoked' ? replacementOf(ctx, verdict.facts) : null

export const actions: Actions = {
  /** A file is read, judged and forgotten. */
  default: async event => {
    const { locals, request } = event
    const t = translator(locals.language)
    if (waitFor(event, 'upload') > 0) return fail(429, { problem: t('verify.slow') })
    const file = (await request.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) return fail(400, { problem: t('verify.empty') })
    if (file.size > MOST) return fail(413, { problem: t('verify.too-large') })
    const verdict = await verifyFile(locals.ctx, new Uint8Array(await file.arrayBuffer()))
    const seal = verdict.seal ? await checkSeal(locals.ctx, verdict.seal) : null
    const hash = verdict.seal ? readSeal(verdict.seal)?.facts.hash : null
    const same = hash ? verdict.original?.startsWith(hash) === true : null
    const holds = seal === null || (seal.kind === 'holds' && same !== false)
    const replacement = await replacementIn(locals.ctx, seal)
    const name = file.name.slice(0, 120)
    return { name, told: explainFile(locals.language, verdict), good: verdict.good && holds, seal, same, replacement }
  }
}
