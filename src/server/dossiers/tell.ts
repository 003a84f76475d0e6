import { contactOf } from '#server/identity/index.ts'
import { announce, noticeFor } from '#server/notices/index.ts'
import type { Around } from '#server/notices/index.ts'
import { unit } from '#server/organisation/index.ts'
import type { Ctx, Language } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { trackingAddress } from './forms.ts'
import type { Dossier, DossierId } from './model.ts'
import { load } from './store.ts'

type ToldEvent = { type: string; at: Date; data: Record<string, unknown>; before: boolean; dueBefore: Date | null }

/**
 * Tells the applicant what an event of their dossier means to them, once per event. Events older than the installation
 * (a loaded history) are not news. Returns whether something was said.
 */
export async function tellApplicant(ctx: Ctx, of: { dossier: DossierId; version: number }): Promise<boolean> {
  const [event, dossier] = await Promise.all([eventOf(ctx, of), load(ctx, { id: of.dossier })])
  if (!event || !dossier || event.before) return false
  const account = dossier.accountId ? await contactOf(ctx, dossier.accountId) : undefined
  const language = account?.language ?? 'vi'
  const message = noticeFor(event, await aroundOf(ctx, dossier, event.dueBefore, language))
  if (!message) return false
  await announce(ctx, {
    ...message,
    key: `${of.dossier}:${of.version}`,
    to: {
      name: dossier.applicant.name,
      email: dossier.applicant.email || dossier.delegate?.email || account?.email,
      phone: dossier.applicant.phone || dossier.delegate?.phone,
      account: dossier.accountId
    },
    language,
    about: { kind: 'dossier', id: of.dossier }
  })
  return true
}

/** The event, whether it is older than this installation, and what due date people knew before the last pause. */
async function eventOf({ sql }: Ctx, of: { dossier: DossierId; version: number }): Promise<ToldEvent | undefined> {
  const [row] = await sql<ToldEvent[]>`
    select type as "type", at as "at", data as "data",
      coalesce(at < (select set_up_at from province), false) as "before",
      (select due_before from deadline_entry
        where dossier_id = ${of.dossier} and version < ${of.version} and kind = 'paused'
        order by version desc limit 1) as "dueBefore"
    from event where case_id = ${of.dossier} and version = ${of.version}`
  return row
}

async function aroundOf(ctx: Ctx, dossier: Dossier, dueBefore: Date | null, language: Language): Promise<Around> {
  const desk = await unit(ctx, dossier.receivingUnit)
  const name = (language === 'en' && desk?.name.en) || desk?.name.vi || ctx.province.name
  return {
    addressee: { name: dossier.applicant.name, organisation: dossier.applicant.kind === 'organisation' },
    office: { name, ...(desk?.phone ? { phone: desk.phone } : {}) },
    code: dossier.code,
    procedure: dossier.procedure.name,
    link: trackingAddress(ctx.province.origin, dossier.code),
    dueBefore: dueBefore?.toISOString() ?? null,
    extensionArticle: ruleSet(dossier.ruleSet).articles.extension,
    collect: dossier.channel,
    where: [name, desk?.address].filter(Boolean).join(', '),
    ...(dossier.result ? { resultNumber: dossier.result.number } : {})
  }
}
