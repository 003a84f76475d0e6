import { officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { text } from '../text.vi.ts'
import { agencyOf } from './decide.guards.ts'
import type { Petition } from './model.ts'
import { identityOf } from './sealed.ts'

const filled = (words: string, facts: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
const shown = (day: string): string => day.split('-').reverse().join('/')

/**
 * Tells the person that something was asked or answered. Who is protected or unnamed is not written to, so that no
 * notice ties an address to the case: they follow it by the code word.
 */
export async function tellPerson(ctx: Ctx, petition: Petition, version: number): Promise<boolean> {
  if (petition.protected || petition.anonymous) return false
  const identity = await identityOf(ctx, petition)
  if (!identity || (identity.email === '' && identity.phone === '')) return false
  const what = petition.phase === 'asked' ? 'asked' : petition.phase === 'refused' ? 'refused' : 'answered'
  await announce(ctx, {
    template: 'steering-note',
    facts: {
      addressee: { name: identity.name },
      office: { name: ctx.province.name },
      title: filled(text[`petition.notice.${what}`], { code: petition.code }),
      lead: filled(text[`petition.notice.${what}-lead`], { code: petition.code }),
      lines: [],
      link: `${ctx.province.origin}/petitions/follow`
    },
    key: `petition:${petition.id}:${version}`,
    to: { name: identity.name, email: identity.email, phone: identity.phone },
    language: 'vi',
    about: { kind: 'petition', id: petition.id }
  })
  return true
}

/** Tells those complained of that they may answer, and the unit that has a petition now. Once each. */
export async function tellOfficers(ctx: Ctx, petition: Petition, type: string, version: number): Promise<number> {
  const called = type === 'petition.officer-called'
  const people = called ? await complainedOf(ctx, petition) : petition.unit ? await leadersOf(ctx, petition.unit) : []
  const facts = { code: petition.code, day: petition.hearing ? shown(petition.hearing.by) : '' }
  for (const { id, fullName } of people)
    await announce(ctx, {
      template: 'steering-note',
      facts: {
        addressee: { name: fullName },
        office: { name: ctx.province.name },
        title: filled(text[called ? 'petition.notice.called' : 'petition.notice.given'], facts),
        lead: filled(text[called ? 'petition.notice.called-lead' : 'petition.notice.given-lead'], facts),
        lines: [],
        link: `${ctx.province.origin}/desk/petitions/${petition.code}`
      },
      key: `petition:${petition.id}:${version}:${id}`,
      to: { name: fullName, account: id },
      language: 'vi',
      about: { kind: 'petition', id: petition.id }
    })
  return people.length
}

async function complainedOf(ctx: Ctx, { complained, officer }: Petition) {
  if (!complained) return []
  if (!officer) return leadersOf(ctx, agencyOf(complained))
  return distinct((await officersOf(ctx, complained, dayOf(ctx.now()))).filter(({ id }) => id === officer))
}

const leadersOf = async (ctx: Ctx, unit: string) =>
  distinct(
    (await officersOf(ctx, unit, dayOf(ctx.now()))).filter(
      ({ head, role }) => head || role === 'division-head' || role === 'agency-head' || role === 'chair'
    )
  )
const distinct = <T extends { id: string }>(people: readonly T[]): T[] => [
  ...new Map(people.map(person => [person.id, person])).values()
]
