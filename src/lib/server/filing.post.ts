import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import {
  ABOUT_APPLICANT,
  addRow,
  changeDraft,
  dropFile,
  enterPost,
  errorsOf,
  questionsOf,
  removeRow,
  sheetOf,
  uploadToDraft
} from '#server/dossiers/index.ts'
import type { DraftBody, Node, Part, Sheet } from '#server/dossiers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import { translator } from '../text.ts'
import type { OpenedFiling } from './filing.ts'
import { explain, explainFile } from './forms.ts'
import { waitFor } from './following.ts'

type Entries = readonly (readonly [string, string])[]
const textsIn = (data: FormData): Entries =>
  [...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))

export const partAt = ({ sheet }: Pick<OpenedFiling, 'sheet'>, step: string): Part =>
  sheet.parts.find(part => part.key === step) ?? error(404)

/** The questions that can be seen, by name. */
const seen = (nodes: readonly Node[]): Set<string> =>
  new Set(questionsOf(nodes).flatMap(({ name, hidden }) => (hidden ? [] : [name])))

/** What is known of the filer does not belong to the person the filing is for: it is taken out when that changes. */
const forSomebodyElse = (before: DraftBody, after: DraftBody, known: Sheet['known']): DraftBody =>
  after.typed['who.for'] === 'person' &&
  (before.typed['who.for'] ?? known['who.for']) !== 'person' &&
  after.typed['who.number'] === known['who.number']
    ? { ...after, typed: { ...after.typed, ...Object.fromEntries(ABOUT_APPLICANT.map(name => [name, ''])) } }
    : after

/** Saves what the page sent, and what its button asked for. `fresh` are questions that only now came to be asked. */
export async function savePost(
  event: RequestEvent,
  filing: OpenedFiling,
  data: FormData,
  step = event.params.step ?? ''
) {
  const { ctx } = event.locals
  const { draft, owner, ground, sheet, address } = filing
  const before = partAt(filing, step)
  const [what, name = '', at = ''] = String(data.get('do') ?? 'continue').split(':')
  const lists = listsIn(before.nodes)
  let refused = false
  const body = await changeDraft(ctx, draft, owner, kept => {
    const entered = enterPost(kept, before.nodes, textsIn(data))
    refused = 'code' in entered
    if ('code' in entered) return kept
    const own = forSomebodyElse(kept, entered, sheet.known)
    const list = lists.find(each => each.name === name)
    if (what === 'add' && list) return addRow(own, list)
    if (what === 'remove' && list) return removeRow(own, list, Number(at))
    return own
  })
  if (refused) return err({ code: 'post-too-large' as const })
  if (!body) error(404)
  if (what === 'drop') await dropFile(ctx, draft, owner, name, at)
  const again = async () => {
    const current = (await changeDraft(ctx, draft, owner, kept => kept)) ?? error(404)
    const now = sheetOf(ground, current)
    return { sheet: now, part: now.parts.find(part => part.key === step) ?? error(404) }
  }
  const { part } = await again()
  const visible = seen(before.nodes)
  const cleared = body.typed['who.for'] === 'person' && body.typed['who.number'] === '' ? ABOUT_APPLICANT : []
  const fresh = new Set([...[...seen(part.nodes)].filter(question => !visible.has(question)), ...cleared])
  /** The page after this one when nothing is wrong here; null otherwise. */
  const next = async (): Promise<string | null> => {
    const { sheet: now, part: here } = await again()
    if (Object.keys(errorsOf('vi', here)).length > 0) return null
    await changeDraft(ctx, draft, owner, kept => ({ ...kept, done: [...new Set([...kept.done, step])] }))
    const asked = now.parts.filter(each => each.asked || each.key === step).map(each => each.key)
    return asked[asked.indexOf(step) + 1] ?? 'review'
  }
  return ok({ part, address, fresh, cleared, next, again })
}

const listsIn = (nodes: readonly Node[]): Extract<Node, { kind: 'list' }>[] =>
  nodes.flatMap(node => {
    if (node.kind === 'list') return [node, ...node.rows.flatMap(listsIn)]
    return node.kind === 'group' ? listsIn(node.nodes) : []
  })

/** Takes in the files of a plain post; answers what was refused, by field. */
export async function takeFiles(event: RequestEvent, filing: OpenedFiling, part: Part, data: FormData) {
  const refused: Record<string, string> = {}
  for (const { name, question } of questionsOf(part.nodes)) {
    if (question.type !== 'filepicker') continue
    for (const file of data.getAll(name)) {
      if (typeof file === 'string' || file.size === 0) continue
      const problem = await takeFile(event, filing, part, name, { name: file.name, stream: file.stream() })
      if (problem) refused[name] = problem
    }
  }
  return refused
}

/** Takes in one file for a question of this page; answers why not, in words, or null. `counted`: at its beginning. */
export async function takeFile(
  event: RequestEvent,
  { draft, owner }: OpenedFiling,
  part: Part,
  field: string,
  file: { name: string; stream: AsyncIterable<Uint8Array> },
  counted = false
): Promise<string | null> {
  const { ctx, language } = event.locals
  const t = translator(language)
  const question = questionsOf(part.nodes).find(({ name }) => name === field)?.question
  if (question?.type !== 'filepicker') return t('citizen.apply.post-too-large')
  const seconds = counted ? 0 : waitFor(event, 'upload')
  if (seconds > 0) return explain({ code: 'too-many-requests', seconds }, t)
  const stored = await uploadToDraft(ctx, draft, owner, { ...file, field, multiple: question.multiple === true })
  return stored.ok ? null : explainFile(stored.error, language)
}
