import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { changeWorkingTime, rehearseChange } from '#server/dossiers/index.ts'
import type { TimeChange } from '#server/dossiers/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import { pageOf } from '../calendar/asked.ts'
import type { Asked } from '../calendar/asked.ts'
import type { Shown } from '../calendar/shown.ts'
import type { Translate } from '../translate.ts'
import { translator } from '../text.ts'
import { explain } from './forms.ts'

type Read = (params: URLSearchParams, t: Translate) => Asked<TimeChange>

/** What was typed, what is wrong with it, and what it would do: nothing where nothing was typed yet. */
export async function rehearsalOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, read: Read) {
  const params = typedIn(url)
  const t = translator(locals.language)
  const query = params.toString()
  if (!params.has('decision')) return { query, errors: {}, problem: null, shown: null }
  const { change, errors } = read(params, t)
  if (!change) return { query, errors, problem: null, shown: null }
  const rehearsed = await rehearseChange(locals.ctx, change)
  if (!rehearsed.ok) return { query, errors, problem: explain(rehearsed.error, t), shown: null }
  const { moved, ...counts } = rehearsed.value
  const { rows, ...place } = pageOf(moved, url.searchParams.get('page'))
  const names = await unitNames(locals.ctx, [...new Set(rows.map(row => row.settlingUnit))])
  const shown: Shown = {
    ...counts,
    ...place,
    decision: change.decision,
    moved: moved.length,
    rows: rows.map(({ code, procedureName, settlingUnit, from, to, calendarDays, officeMinutes, ...more }) => ({
      ...{ code, procedureName, from, to, calendarDays, officeMinutes },
      ...{ way: more.way, steps: more.steps, answerBy: more.answerBy },
      unitName: wordsIn(locals.language, names.get(settlingUnit) ?? { vi: settlingUnit })
    }))
  }
  return { query, errors, problem: null, shown }
}

/** Applies what was rehearsed, as it stands in the address. */
export async function applyRehearsed(
  { locals, url, request }: Pick<RequestEvent, 'locals' | 'url' | 'request'>,
  read: Read
) {
  const t = translator(locals.language)
  const { change, errors } = read(typedIn(url), t)
  if (!change) return fail(400, { errors })
  const revision = Number((await request.formData()).get('revision')) || 0
  const applied = await changeWorkingTime(locals.ctx, change, revision)
  if (!applied.ok) return fail(409, { problem: explain(applied.error, t) })
  redirect(303, `/desk/calendar?changed=${applied.value.id}#changes`)
}

/** The form's own members of the address. */
function typedIn(url: URL): URLSearchParams {
  const params = new URLSearchParams(url.searchParams)
  params.delete('page')
  for (const name of [...params.keys()]) if (name.startsWith('/')) params.delete(name)
  return params
}
