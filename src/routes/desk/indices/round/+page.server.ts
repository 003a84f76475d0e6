import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { z } from 'zod'
import { tableIn, withFile } from '#lib/server/index-file.ts'
import { asDay, doing, indexReader, refusalWords, todayOf } from '#lib/server/indices.ts'
import {
  askForMissing,
  cases,
  closeRound,
  computedOf,
  editions,
  faultWords,
  loadAppraisal,
  nodesOf,
  readinessOf,
  registerLostPoints,
  rehearseAppraisal,
  rounds,
  say
} from '#server/indices/index.ts'
import type { EditionRow } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const all = await rounds(ctx)
  const open = (await editions(ctx))
    .filter(one => all.some(({ edition }) => edition === one.id))
    .sort((a, b) => b.year - a.year)
  const edition = open.find(one => one.id === url.searchParams.get('edition')) ?? open[0] ?? null
  const own = all.filter(one => one.edition === edition?.id)
  const subject = (own.find(one => one.subject === url.searchParams.get('subject')) ?? own[0])?.subject ?? ''
  const ready = url.searchParams.get('ready') ?? ''
  const common = { open, edition, subject, ready, mayChange: ctx.actor.may('indices.change') }
  if (!edition) return { ...common, rows: [], subjects: [], counts: { present: 0, stale: 0, missing: 0 } }
  const rows = await criteriaOf(ctx, edition, subject)
  const counts = { present: 0, stale: 0, missing: 0 }
  for (const row of rows) if (row.ready) counts[row.ready]++
  const names = await unitNames(
    ctx,
    own.map(one => one.subject)
  )
  return {
    ...common,
    counts,
    rows: ready ? rows.filter(row => row.ready === ready) : rows,
    subjects: own
      .map(one => ({ ...one, name: wordsIn(ctx.language, names.get(one.subject) ?? { vi: one.subject }) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }
}

async function criteriaOf(ctx: Ctx, edition: EditionRow, subject: string) {
  const today = todayOf(ctx)
  const [found, nodes, computed] = await Promise.all([
    cases(ctx, 'component', { edition: edition.id, subject }),
    nodesOf(ctx, edition.id),
    computedOf(ctx, edition.id, subject)
  ])
  const names = await unitNames(ctx, [...new Set(found.map(({ state }) => state.owner))])
  return found.map(({ id, due, state }) => {
    const node = nodes.find(({ key }) => key === state.node)
    const { phase, self, round1, final, maximum, owner } = state
    return {
      ...{ id, due, phase, self, round1, final, maximum },
      computed: computed.get(state.node)?.computed ?? null,
      code: node?.code ?? '',
      name: node ? wordsIn(ctx.language, node.name) : state.node,
      ready: node?.kind === 'appraised' ? readinessOf(state, today) : null,
      owner: wordsIn(ctx.language, names.get(owner) ?? { vi: owner })
    }
  })
}

const Which = z.object({ edition: z.uuid(), subject: z.string().min(1).max(40) })
/** Points by criterion from a file: first what they would be, then, from the same file handed back, entered. */
const taking = (rehearse: boolean) => async (event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) => {
  const ctx = indexReader(event)
  const form = await event.request.formData()
  const read = Which.safeParse(Object.fromEntries(form))
  const given = await tableIn(form)
  if (!read.success || !given) return fail(400, { problem: say(ctx.language, 'refusal.input-invalid') })
  const file = form.get('file')
  const name = file instanceof File ? file.name : String(form.get('name') ?? '')
  const which = { ...read.data, name: name.slice(0, 120) }
  return withFile(given, async path => {
    if (!rehearse) {
      const loaded = await loadAppraisal(ctx, path, which)
      if (!loaded.ok) return fail(409, { problem: refusalWords(ctx, loaded.error) })
      redirect(303, `/desk/indices/round?edition=${which.edition}&subject=${which.subject}&saved=1`)
    }
    const rehearsed = await rehearseAppraisal(ctx, path, which)
    if (!rehearsed.ok) return fail(403, { problem: refusalWords(ctx, rehearsed.error) })
    const { read: rows, counts, faults } = rehearsed.value
    const told = faults.map((fault, at) => ({ at, row: fault.row || null, words: faultWords(ctx.language, fault) }))
    const kept = given.bytes.toString('base64')
    return { rehearsed: { read: rows, counts, faults: told, kept, csv: given.csv, name: which.name } }
  })
}

export const actions: Actions = {
  rehearse: taking(true),
  load: taking(false),
  ask: doing(Which.extend({ due: z.string().transform(asDay).pipe(z.iso.date()) }), (ctx, { edition, subject, due }) =>
    askForMissing(ctx, edition, subject, due)
  ),
  close: doing(Which, async (ctx, { edition, subject }) => {
    const closed = await closeRound(ctx, edition, subject)
    if (!closed.ok) return closed
    const registered = await registerLostPoints(ctx, edition, subject)
    return registered.ok ? ok({ ...closed.value, ...registered.value }) : registered
  })
}
