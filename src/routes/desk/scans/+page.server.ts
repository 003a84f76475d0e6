import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainRefusal } from '#server/dossiers/index.ts'
import type { Refusal } from '#server/platform/index.ts'
import { attachScan, dismissScan, dossierFor, newScan, newScansRead, papersFor } from '#server/scans/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.receive')
  const { searchParams: asked } = event.url
  const code = (asked.get('code') ?? '').trim()
  const scan = await newScan(ctx, asked.get('scan') ?? '')
  const dossier = scan && (await dossierFor(ctx, code))
  return {
    scans: (await newScansRead(ctx)).map(shown),
    asked: scan && { id: scan.id, name: scan.name, code, known: dossier !== null },
    papers: (dossier ? await papersFor(ctx, dossier) : []).map(({ code, name }) => ({ value: code, label: name })),
    attached: asked.get('attached'),
    dismissed: asked.has('dismissed')
  }
}

/** What the list tells of a scan: which paper it seems to be, and whose. */
const shown = ({ id, blob, name, bytes, arrivedAt, read }: Awaited<ReturnType<typeof newScansRead>>[number]) => ({
  ...{ id, blob, name, bytes, arrivedAt },
  state: read?.state ?? ('unasked' as const),
  kind: read?.kind ?? null,
  says: (['name', 'number', 'code'] as const).flatMap(field => read?.fields?.[field]?.value ?? [])
})

/** A refusal in words; a scan that is no longer there is not found. */
function refused(event: RequestEvent, refusal: Refusal) {
  const t = translator(event.locals.language)
  const key = `scans.${refusal.code}`
  const message = t.has(key) ? t(key) : explainRefusal(refusal, event.locals.language) || explain(refusal, t)
  return fail(refusal.code === 'not-found' ? 404 : 409, { message })
}

export const actions: Actions = {
  attach: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const form = await event.request.formData()
    const [code, paper] = [form.get('code'), form.get('paper')].map(value => String(value ?? ''))
    const done = await attachScan(ctx, String(form.get('scan')), { code: code!, paper: paper || null })
    if (!done.ok) return refused(event, done.error)
    redirect(303, `/desk/scans?attached=${encodeURIComponent(done.value)}`)
  },
  dismiss: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const done = await dismissScan(ctx, String((await event.request.formData()).get('scan')))
    if (!done.ok) return refused(event, done.error)
    redirect(303, '/desk/scans?dismissed')
  }
}
