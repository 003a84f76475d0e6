import { spentOf } from '#server/calendar/index.ts'
import { clockFor, inputOf, isWait } from '#server/dossiers/index.ts'
import { contactOf, officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { filled } from './editions/words.ts'
import { text } from './late-list.text.vi.ts'
import { shareGone, unitFor, warningsAt } from './warnings.rules.ts'
import type { WarningRule, WarningShares } from './warnings.rules.ts'
import * as store from './warnings.store.ts'
import type { OpenDossier } from './warnings.store.ts'

type Person = { readonly id: string; readonly name: string }

/** Warns whom the rules name before a dossier is late, once each. A job; returns how many warnings were given. */
export async function warnBeforeLate(ctx: Ctx): Promise<number> {
  const rules = await store.rulesOn(ctx, dayOf(ctx.now()))
  let [given, after]: [number, string | null] = [0, null]
  for (;;) {
    const page: OpenDossier[] = await store.runningDossiers(ctx, after, 1000)
    for (const dossier of page) given += await warnAbout(ctx, dossier, rules)
    if (page.length < 1000) return given
    after = page.at(-1)!.id
  }
}

/** The shares of the working time at which holder, head and superior are warned, in force today. */
export const warningShares = (ctx: Ctx): Promise<readonly WarningRule[]> => store.rulesOn(ctx, dayOf(ctx.now()))

/** Sets those shares from today on; what was warned before stays as it was. */
export async function setWarningShares(
  ctx: Ctx,
  shares: WarningShares
): Promise<Result<null, { code: 'forbidden' | 'warning-order-odd' }>> {
  if (!ctx.actor.may('late-list.set')) return err({ code: 'forbidden' })
  const { holder, head, superior } = shares
  if (holder > head || head > superior) return err({ code: 'warning-order-odd' })
  const rules = Object.entries(shares).map(([who, percent]) => ({ who, share: percent / 100 }) as WarningRule)
  await ctx.sql.begin(sql => store.putRules({ ...ctx, sql: sql as unknown as Ctx['sql'] }, dayOf(ctx.now()), rules))
  ctx.log.info({ event: 'warnings.set', ...shares }, 'set')
  return ok(null)
}

async function warnAbout(ctx: Ctx, dossier: OpenDossier, rules: readonly WarningRule[]): Promise<number> {
  const clock = await clockFor(ctx, ruleSet(dossier.ruleSet), dossier.settlingUnit)
  const { ledger } = dossier
  const time = spentOf(inputOf(ledger, clock.rules(ledger.lateAfter)), clock.calendar, ctx.now())
  if (!time) return 0
  const gone = shareGone(time.spent, time.whole)
  const due = warningsAt(gone, rules).filter(({ who, share }) => !dossier.given.includes(`${who} ${share}`))
  for (const rule of due) {
    const people = await peopleFor(ctx, dossier, rule)
    for (const person of people) await warn(ctx, dossier, rule, person)
    await store.noteWarning(ctx, dossier, rule, people.length)
  }
  return due.length
}

/** The officers who have it in hand, the heads of their unit, or those of the unit above; nobody twice. */
async function peopleFor(ctx: Ctx, { steps }: OpenDossier, { who }: WarningRule): Promise<Person[]> {
  const today = dayOf(ctx.now())
  const people = new Map<string, Person>()
  for (const { officer, officerName, unit, ...step } of steps) {
    if (isWait(step)) continue
    if (who === 'holder' && officer) people.set(officer, { id: officer, name: officerName ?? '' })
    else
      for (const { id, fullName, head, role } of await officersOf(ctx, unitFor(who, unit), today))
        if (head || role === 'division-head' || role === 'agency-head' || role === 'chair')
          people.set(id, { id, name: fullName })
  }
  return [...people.values()]
}

async function warn(ctx: Ctx, { id, code, dueAt }: OpenDossier, { share, who }: WarningRule, to: Person) {
  const contact = await contactOf(ctx, to.id)
  const at = new Date(dueAt.getTime() + 7 * 3_600_000).toISOString()
  const until = `${at.slice(11, 16)} ${at.slice(0, 10).split('-').reverse().join('/')}`
  await announce(ctx, {
    template: 'steering-note',
    facts: {
      addressee: { name: to.name },
      office: { name: ctx.province.name },
      title: filled(text['warning.title'], { code, share: Math.round(share * 100) }),
      lead: filled(text['warning.lead'], { until }),
      lines: [code],
      link: `${ctx.province.origin}/desk/dossiers/${encodeURIComponent(code)}`
    },
    key: `warning:${id}:${dueAt.getTime()}:${who}:${share}:${to.id}`,
    to: { name: to.name, account: to.id, email: contact?.email ?? null },
    language: 'vi',
    about: { kind: 'deadline', id }
  })
}
