import { contactOf, officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Language } from '#server/platform/index.ts'
import { endScan } from './actions.ts'
import * as letters from './mail/store.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'
import { boundsOf, leavesAt, TELL_DAYS } from './unsorted.rules.ts'
import { unsortedDays } from './unsorted.settings.ts'
import * as store from './unsorted.store.ts'
import type { Waiting } from './unsorted.store.ts'

/** When what waits goes at the earliest; null: not soon, nobody was told yet. */
export const leavesOf = ({ arrivedAt, toldAt }: { arrivedAt: Date; toldAt: Date | null }): Date | null =>
  toldAt && leavesAt({ arrivedAt, toldAt }, unsortedDays())

/**
 * The night: what nobody sorted is told to its desk a week before, then let go, with its files by the ordinary rule.
 * Nothing goes that was not told; where nobody works at the desk, it stays.
 */
export async function letGoUnsorted(ctx: Ctx, days = unsortedDays()): Promise<{ told: number; gone: number }> {
  const { arrived, tell, told } = boundsOf(ctx.now(), days)
  const counts = { told: 0, gone: 0 }
  for (const { id } of await store.oldLetters(ctx, { arrived, told })) if (await dropLetter(ctx, id)) counts.gone++
  for (const { id } of await store.oldScans(ctx, { arrived, told })) if (await dropScan(ctx, id)) counts.gone++
  for (const waiting of await store.untold(ctx, tell)) if (await tellDesk(ctx, waiting, tell, days)) counts.told++
  ctx.log.info({ event: 'scans.let-go', ...counts }, 'let go what nobody sorted')
  return counts
}

const within = <T>(ctx: Ctx, act: (inside: Ctx) => Promise<T>): Promise<T> =>
  ctx.sql.begin(tx => act({ ...ctx, sql: tx as unknown as Ctx['sql'] })) as Promise<T>

const dropLetter = (ctx: Ctx, id: string): Promise<boolean> =>
  within(ctx, async inside => {
    const [letter] = await store.stillLetter(inside, id)
    if (!letter) return false
    await letters.close(inside, id, null)
    for (const scan of await letters.scansOf(inside, [id])) await endScan(inside, scan, 'dismissed', null)
    await store.enterGone(inside, { kind: 'letter', id, ...letter })
    return true
  })

const dropScan = (ctx: Ctx, id: string): Promise<boolean> =>
  within(ctx, async inside => {
    const [scan] = await store.stillScan(inside, id)
    if (!scan) return false
    await endScan(inside, { id, letter: null }, 'dismissed', null)
    await store.enterGone(inside, { kind: 'scan', id, ...scan })
    return true
  })

async function tellDesk(ctx: Ctx, waiting: Waiting, before: Date, days: number): Promise<boolean> {
  const today = dayOf(ctx.now())
  const there = await officersOf(ctx, waiting.unit, today, 'one-stop-officer')
  const own = there.filter(({ id }) => id === waiting.officer)
  const people = own.length > 0 ? own : there
  if (people.length === 0) return false
  const leaves = new Date(ctx.now().getTime() + TELL_DAYS * 86_400_000)
  return within(ctx, async inside => {
    for (const { id, fullName: name } of people) {
      const contact = await contactOf(inside, id)
      const language = contact?.language ?? 'vi'
      await announce(inside, {
        template: 'steering-note',
        facts: {
          addressee: { name },
          office: { name: ctx.province.name },
          ...wordsFor(language, waiting, { days: days - TELL_DAYS, leaves }),
          link: `${ctx.province.origin}/desk/scans`
        },
        key: `unsorted:${waiting.unit}:${waiting.officer ?? ''}:${today}:${id}`,
        to: { name, account: id, email: contact?.email ?? null },
        language,
        about: { kind: 'scans', id: waiting.unit }
      })
    }
    if (!waiting.officer) await store.markLetters(inside, waiting, before)
    await store.markScans(inside, waiting, before)
    return true
  })
}

function wordsFor(language: Language, { letters: some, scans }: Waiting, when: { days: number; leaves: Date }) {
  const words = language === 'en' ? en : vi
  const count = (key: 'unsorted.letters' | 'unsorted.scans', number: number) =>
    number > 0 ? [words[key].replace('{count}', String(number))] : []
  const day = dayOf(when.leaves).split('-').reverse().join('/')
  return {
    title: words['unsorted.title'],
    lead: words['unsorted.lead'].replace('{days}', String(when.days)).replace('{day}', day),
    lines: [...count('unsorted.letters', some), ...count('unsorted.scans', scans)]
  }
}
