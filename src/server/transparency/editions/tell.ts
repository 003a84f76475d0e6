import { officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { text } from '../late-list.text.vi.ts'
import type { LateList } from './model.ts'
import { filled } from './words.ts'

const shown = (day: string | null): string => (day ?? '').split('-').reverse().join('/')

/** Tells every officer named and the leaders of every unit named that they may answer, and until when. Once each. */
export async function tellNamed(ctx: Ctx, list: LateList): Promise<number> {
  const today = dayOf(ctx.now())
  const people = new Map<string, { name: string; entries: Set<string> }>()
  const add = (id: string, name: string, about: string) => {
    const person = people.get(id) ?? { name, entries: new Set<string>() }
    person.entries.add(about)
    people.set(id, person)
  }
  const leaders = new Map<string, { id: string; fullName: string }[]>()
  for (const { unit, officer, officerName, about } of list.entries) {
    if (officer) add(officer, officerName, about)
    if (!leaders.has(unit)) leaders.set(unit, (await officersOf(ctx, unit, today)).filter(leads))
    for (const { id, fullName } of leaders.get(unit)!) add(id, fullName, about)
  }
  const facts = { month: shown(list.month), until: shown(list.answerBy) }
  for (const [id, { name, entries }] of people)
    await announce(ctx, {
      template: 'steering-note',
      facts: {
        addressee: { name },
        office: { name: ctx.province.name },
        title: filled(text['late-list.notice-title'], facts),
        lead: filled(text['late-list.notice-lead'], facts),
        lines: [...entries].slice(0, 30),
        link: `${ctx.province.origin}/desk/late-lists/${list.agency}/${list.month}`
      },
      key: `late-list:${list.id}:${id}`,
      to: { name, account: id },
      language: 'vi',
      about: { kind: 'late-list', id: list.id }
    })
  return people.size
}

const leads = ({ head, role }: { head: boolean; role: string }): boolean =>
  head || role === 'division-head' || role === 'agency-head' || role === 'chair'
