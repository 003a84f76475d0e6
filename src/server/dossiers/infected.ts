import { infectedSince, infectedWords } from '#server/documents/index.ts'
import { contactOf, officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { administrators } from './damaged.ts'
import type { Dossier, DossierId } from './model.ts'
import { load } from './store.ts'

/** So long a dossier that changes hands takes the news to who holds it next. */
const DAYS = 30

/**
 * Tells whoever holds a dossier, and the administrators, of files in it that were found infected after they had been
 * taken in: once each. Safe to run as often as one likes.
 */
export async function tellInfected(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now().getTime() - DAYS * 86_400_000)
  for (const file of await infectedSince(ctx, since)) {
    const dossiers: Dossier[] = []
    for (const id of file.dossiers.filter(isId)) {
      const dossier = await load(ctx, { id: id as DossierId })
      if (dossier) dossiers.push(dossier)
    }
    for (const dossier of dossiers)
      for (const officer of await peopleOf(ctx, dossier)) await tell(ctx, officer, file, [dossier], linkTo(dossier))
    for (const admin of await administrators(ctx)) await tell(ctx, admin, file, dossiers, '/desk/admin/files')
  }
}

type Person = { readonly id: string; readonly name: string }

/** Who has it in hand; where nobody has taken it, the head of that desk, or all of it where there is no head. */
async function peopleOf(ctx: Ctx, { steps, receivingUnit }: Dossier): Promise<Person[]> {
  const people = new Map<string, string>()
  const untaken = steps.length === 0 ? [receivingUnit] : steps.flatMap(step => (step.officer ? [] : [step.unit]))
  for (const { officer, officerName } of steps) if (officer) people.set(officer, officerName ?? '')
  for (const unit of new Set(untaken)) {
    const there = await officersOf(ctx, unit, dayOf(ctx.now()))
    const heads = there.filter(({ head }) => head)
    for (const { id, fullName } of heads.length > 0 ? heads : there) people.set(id, fullName)
  }
  return [...people].map(([id, name]) => ({ id, name }))
}

const linkTo = ({ code }: Dossier) => `/desk/dossiers/${encodeURIComponent(code)}`

async function tell(
  ctx: Ctx,
  { id, name }: Person,
  { id: file, virus }: { id: string; virus: string },
  dossiers: readonly Dossier[],
  link: string
): Promise<void> {
  const contact = await contactOf(ctx, id)
  const language = contact?.language ?? 'vi'
  const words = { virus, file: nameIn(dossiers, file), dossiers: dossiers.map(({ code }) => code) }
  await announce(ctx, {
    template: 'steering-note',
    facts: {
      addressee: { name },
      office: { name: ctx.province.name },
      ...infectedWords(language, words),
      link: `${ctx.province.origin}${link}`
    },
    key: `file-infected:${file}:${link}:${id}`,
    to: { name, account: id, email: contact?.email ?? null },
    language,
    about: { kind: 'files', id: file }
  })
}

const nameIn = (dossiers: readonly Dossier[], id: string): string =>
  dossiers
    .flatMap(({ papers, result }) => [...papers.flatMap(paper => paper.files), ...(result?.files ?? [])])
    .find(file => file.id === id)?.name ?? `${id.slice(0, 12)}…`
