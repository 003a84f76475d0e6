import { createHash } from 'node:crypto'
import { damageWords, scrubFiles, stateOfScans, stateOfStore } from '#server/documents/index.ts'
import type { VirusChecks, StoreState } from '#server/documents/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'

/** What speaks of a file: dossiers by their codes, all else by its kind. */
type Whose = { readonly dossiers: readonly string[]; readonly others: readonly string[] }
export type DamagedPaper = StoreState['found'][number] & Whose
export type InfectedPaper = VirusChecks['withheld'][number] & Whose
export type FileStoreScreen = Omit<StoreState, 'found'> & {
  readonly found: readonly DamagedPaper[]
  readonly scans: Omit<VirusChecks, 'withheld'> & { readonly withheld: readonly InfectedPaper[] }
}

/** The store of files as administrators see it; `after` goes on in the list of what is withheld. */
export async function fileStoreScreen(
  ctx: Ctx,
  after: string | null = null
): Promise<Result<FileStoreScreen, { code: 'forbidden' }>> {
  if (!ctx.actor.may('exchange.see-health')) return err({ code: 'forbidden' })
  const [state, scans] = await Promise.all([stateOfStore(ctx), stateOfScans(ctx, after)])
  const uses = [...state.found, ...scans.withheld].flatMap(file => file.uses)
  const refs = uses.filter(({ kind, ref }) => kind === 'dossier' && isId(ref)).map(({ ref }) => ref)
  const codes = new Map((await codesOf(ctx, refs)).map(row => [row.id, row.code]))
  const whose = (file: Pick<StoreState['found'][number], 'uses'>): Whose => ({
    dossiers: file.uses.flatMap(({ kind, ref }) => (kind === 'dossier' ? [codes.get(ref) ?? ref] : [])),
    others: [...new Set(file.uses.flatMap(({ kind }) => (kind === 'dossier' ? [] : [kind])))]
  })
  const found = state.found.map(file => ({ ...file, ...whose(file) }))
  const withheld = scans.withheld.map(file => ({ ...file, ...whose(file) }))
  return ok({ ...state, found, scans: { ...scans, withheld } })
}

const codesOf = ({ sql }: Ctx, ids: readonly string[]) => sql<{ id: string; code: string }[]>`
  select id as "id", code as "code" from dossier where id = any(${ids as string[]}::uuid[])`

/** The night's share of the scrub; what is damaged is told to the administrators, once for the same files. */
export async function scrubAndTell(ctx: Ctx): Promise<void> {
  await scrubFiles(ctx)
  const screen = await fileStoreScreen(ctx)
  if (!screen.ok || screen.value.found.length === 0) return
  const { found } = screen.value
  const which = createHash('sha256')
    .update(found.map(({ id, damage }) => id + damage).join())
    .digest('base64url')
  for (const { id, name, email, language } of await administrators(ctx))
    await announce(ctx, {
      template: 'steering-note',
      facts: {
        addressee: { name },
        office: { name: ctx.province.name },
        ...damageWords(language, found),
        link: `${ctx.province.origin}/desk/admin/files`
      },
      key: `files-damaged:${which}:${id}`,
      to: { name, email, account: id },
      language,
      about: { kind: 'files', id: which }
    })
}

export const administrators = ({ sql, now }: Ctx) => sql<
  { id: string; name: string; email: string | null; language: 'vi' | 'en' }[]
>`
  select a.id as "id", a.full_name as "name", a.email as "email", a.language as "language"
  from account a
  where a.blocked_at is null
    and exists (select from post p where p.account = a.id and p.role = 'administrator'
                and p.valid_from <= ${dayOf(now())}::date and (p.valid_to is null or p.valid_to >= ${dayOf(now())}::date))
  order by a.id`
