import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainRefusal } from '#server/dossiers/index.ts'
import type { Refusal } from '#server/platform/index.ts'
import {
  attachScan,
  dismissLetter,
  dismissScan,
  dossierFor,
  explainPart,
  leavesOf,
  newLetters,
  newScan,
  newScansRead,
  papersFor
} from '#server/scans/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.receive')
  const { searchParams: asked } = event.url
  const code = (asked.get('code') ?? '').trim()
  const scan = await newScan(ctx, asked.get('scan') ?? '')
  const dossier = scan && (await dossierFor(ctx, code))
  const scans = await newScansRead(ctx)
  return {
    scans: scans.filter(({ letter }) => letter === null).map(shown),
    letters: (await newLetters(ctx)).map(letter => ({
      ...letter,
      leaves: leavesOf(letter),
      scans: letter.scans.map(scan => shown(scans.find(({ id }) => id === scan.id) ?? { ...scan, read: null })),
      refused: letter.refused.map(part => ({ name: part.name, why: explainPart(event.locals.language, part) }))
    })),
    asked: scan && { id: scan.id, name: scan.name, code, known: dossier !== null },
    papers: (dossier ? await papersFor(ctx, dossier) : []).map(({ code, name }) => ({ value: code, label: name })),
    attached: asked.get('attached'),
    dismissed: asked.has('dismissed'),
    answered: asked.has('answered'),
    closed: asked.has('closed')
  }
}

/** What the list tells of a scan: which paper it seems to be, and whose. */
const shown = ({ read, ...scan }: Awaited<ReturnType<typeof newScansRead>>[number]) => ({
  ...{ id: scan.id, blob: scan.blob, name: scan.name, bytes: scan.bytes, arrivedAt: scan.arrivedAt },
  leaves: leavesOf(scan),
  state: read?.state ?? ('unasked' as const),
  kind: read?.kind ?? null,
  says: (['name', 'number', 'code'] as const).flatMap(field => read?.fields?.[field]?.value ?? [])
})

/** A refusal in words; a scan that is no longer there is not found. */
function refused(event: RequestEvent, refusal: Refusal, words = 'scans') {
  const t = translator(event.locals.language)
  const key = `${words}.${refusal.code}`
  const message = t.has(key) ? t(key) : explainRefusal(refusal, event.locals.language) || explain(refusal, t)
  return fail(refusal.code === 'not-found' ? 404 : 409, { message, letter: '', reason: '' })
}

/** Sets a letter aside, with a reason for its sender or without a word. */
async function setAside(event: RequestEvent, withReason: boolean) {
  const ctx = deskOnly(event, 'dossier.receive')
  const form = await event.request.formData()
  const [letter, reason] = ['letter', 'reason'].map(name => String(form.get(name) ?? ''))
  const done = await dismissLetter(ctx, letter!, withReason ? reason! : null)
  if (!done.ok) {
    const no = refused(event, done.error, 'letters')
    return fail(no.status, { ...no.data, letter: letter!, reason: reason! })
  }
  redirect(303, withReason ? '/desk/scans?answered' : '/desk/scans?closed')
}

export const actions: Actions = {
  answer: event => setAside(event, true),
  close: event => setAside(event, false),
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
