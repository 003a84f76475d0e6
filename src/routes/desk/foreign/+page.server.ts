import { deskOnly } from '#lib/server/desk.ts'
import { unitsInReach } from '#server/dossiers/index.ts'
import { allDossiersFor } from '#server/foreign/index.ts'
import { fold } from '#server/platform/index.ts'
import { systems } from '#server/systems/index.ts'
import type { PageServerLoad } from './$types'

const A_PAGE = 30

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'foreign.read')
  const { url } = event
  const asked = url.searchParams
  const words = (asked.get('q') ?? '').trim().slice(0, 100)
  const state = Number(asked.get('state')) || null
  const source = asked.get('source') || null
  const [at = '', code] = (asked.get('after') ?? '').split('~')
  const [units, known] = await Promise.all([unitsInReach(ctx), systems(ctx)])
  const found = await allDossiersFor(ctx, {
    text: /^[\w.-]*\d[\w.-]*$/.test(words) ? words.toLowerCase() : fold(words),
    units,
    state,
    source: source && known.some(each => each.code === source) ? source : 'foreign',
    after: code && !Number.isNaN(Date.parse(at)) ? { at, code } : null,
    limit: A_PAGE + 1
  })
  const last = found.length > A_PAGE ? found[A_PAGE - 1] : undefined
  const next = last ? `${last.filedAt.toISOString()}~${last.code}` : null
  return { words, state, source, systems: known, rows: found.slice(0, A_PAGE), next }
}
