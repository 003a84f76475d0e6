import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import type { Translate } from '#lib/translate.ts'
import { loadOfficers } from '#server/identity/index.ts'
import type { RowReport } from '#server/identity/index.ts'
import type { Refusal } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST_BYTES = 1_000_000

export const load: PageServerLoad = event => void deskOnly(event, 'identity.change-officers')

/** The rehearsal hands the list back inside the form, so that nothing of it stays on a node between the two steps. */
const taking = (rehearse: boolean) => async (event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) => {
  const { request, locals } = event
  deskOnly(event, 'identity.change-officers')
  const t = translator(locals.language)
  const list = await listIn(await request.formData())
  if (!list) return fail(400, { errors: { file: t('identity.import.file-missing') } })
  const folder = await mkdtemp(join(tmpdir(), 'motcua-officers-'))
  try {
    const path = join(folder, 'officers.xlsx')
    await writeFile(path, list)
    const loaded = await loadOfficers(locals.ctx, path, { rehearse })
    if (!loaded.ok) return fail(400, { errors: { file: refusalWords(loaded.error, t) } })
    const { rows, refused } = loaded.value
    return {
      rows: rows.map(row => shownRow(row, t)),
      refused,
      rehearsed: rehearse,
      list: rehearse ? list.toString('base64') : ''
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const actions: Actions = { rehearse: taking(true), load: taking(false) }

async function listIn(data: FormData): Promise<Buffer | null> {
  const given = data.get('file') ?? data.get('list')
  const bytes =
    typeof given === 'string' ? Buffer.from(given, 'base64') : given && Buffer.from(await given.arrayBuffer())
  return bytes && bytes.length > 0 && bytes.length <= MOST_BYTES ? bytes : null
}

function refusalWords(refusal: Refusal, t: Translate): string {
  const faults = 'faults' in refusal ? (refusal.faults as { code: string; column?: string }[]) : []
  const words = faults.map(fault => faultWords(fault, t))
  return words.length > 0 ? words.join(' ') : explain(refusal, t)
}

function faultWords({ code, ...facts }: { code: string; column?: string; row?: number }, t: Translate): string {
  const key = [`officers-file.${code}`, `field.${code}`, `refusal.${code}`].find(one => t.has(one))
  return key && t.has(key) ? t(key, { column: facts.column ?? '', row: facts.row ?? 0 }) : code
}

const shownRow = (row: RowReport, t: Translate) => ({
  row: row.row,
  login: row.login,
  name: row.name,
  outcome: row.outcome,
  password: row.outcome === 'added' ? row.password : null,
  why: row.outcome === 'refused' ? [...new Set(row.faults.map(fault => faultWords(fault, t)))].join(' ') : ''
})
