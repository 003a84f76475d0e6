import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fiveStep, mannerOf, signsAfter } from '#server/workflow/index.ts'
import type { CommandOf } from './commands.ts'
import { replay } from './evolve.ts'
import type { SigningTurn } from './model.ts'
import { agreed, authorityOf, capacitiesOf, isLeftOut, proposed } from './signers.rules.ts'
import type { ChosenTurn, Signatories, SigningPerson } from './signers.rules.ts'
import { aFiling, anId, Case, compiled } from './testing.ts'

const total = { value: 5, unit: 'working-day' } as const
/** Appraised by a handler, initialled by the head of division, signed by the leader, sealed by the clerk. */
const model = await compiled(fiveStep({ id: 'p', name: 'Ba lượt ký', total, countersigned: true }))
const unit = 'H99.31'
const at = '2026-11-10T02:00:00Z'

const people = {
  head: ['Nguyễn Hữu Tâm', 'Giám đốc Sở', 'agency-head', true],
  deputy: ['Phạm Thu Hà', 'Phó Giám đốc Sở', 'agency-head', false],
  division: ['Trần Minh Châu', 'Trưởng phòng Hành chính tư pháp', 'division-head', false],
  second: ['Lê Văn Khoa', 'Phó Trưởng phòng Hành chính tư pháp', 'division-head', false],
  handler: ['Phan Văn Đức', 'Chuyên viên', 'handler', false],
  clerk: ['Lý Hồng Nhung', 'Văn thư Sở', 'clerk', false]
} as const
type Who = keyof typeof people
const ids = Object.keys(people) as Who[]
const id = (who: Who) => `00000000-0000-4000-8000-00000000000${ids.indexOf(who)}`
const person = (who: Who): SigningPerson => {
  const [name, title, role, head] = people[who]
  return { id: id(who), name, title, unit, roles: [role], head }
}
const office = (...present: Who[]): Signatories => ({ unit, people: (present.length > 0 ? present : ids).map(person) })
const step = (name: string) => model.steps[name]!
const initial = (who: Who, at = 'sign'): ChosenTurn => ({
  ...{ step: at, as: 'initial', officer: id(who), capacity: null, basis: '' }
})
const signature = (who: Who | null, capacity: ChosenTurn['capacity'] = null, basis = ''): ChosenTurn => ({
  ...{ step: 'sign', as: 'signature', officer: who && id(who), capacity, basis }
})
const review: ChosenTurn = { step: 'review', as: 'initial', officer: null, capacity: null, basis: '' }
const seal: ChosenTurn = { step: 'seal', as: 'seal', officer: null, capacity: null, basis: '' }
const choose = (...turns: ChosenTurn[]) => agreed(model, 'appraise', turns, () => office())
const refusal = (...turns: ChosenTurn[]) => {
  const told = choose(...turns)
  return told.ok ? null : told.error.code
}
const lines = (turn: Pick<SigningTurn, 'capacity' | 'superior' | 'post'> | null) => {
  const { onBehalf, post } = authorityOf(turn!)
  return [onBehalf, post]
}

describe('who may sign, and as whom (Decree 30/2020, art. 13)', () => {
  test('the head in the own name, a deputy in the head’s place, a head of division by order or by delegation', () => {
    const of = (who: Who) => capacitiesOf(person(who), step('sign'), office())
    expect([of('head'), of('deputy'), of('division'), of('handler'), of('clerk')]).toEqual([
      ...[['own'], ['KT'], ['TL', 'TUQ'], [], []]
    ])
    expect(lines(proposed(step('sign'), office()))).toEqual([null, 'Giám đốc'])
    expect(lines(proposed(step('sign'), office('deputy')))).toEqual(['KT. Giám đốc', 'Phó Giám đốc'])
  })

  test('the lines above the name say by whose authority', () => {
    const told = choose(review, signature('division', 'TUQ', 'Văn bản số 05/UQ-STP'), seal)
    const turn = told.ok ? told.value[1]! : null
    expect(lines(turn)).toEqual(['TUQ. Giám đốc', 'Trưởng phòng Hành chính tư pháp'])
    expect(turn).toMatchObject({ name: 'Trần Minh Châu', basis: 'Văn bản số 05/UQ-STP' })
  })

  test('nobody signs who may not, twice, without the document that says so, or out of order', () => {
    expect(refusal(review, signature(null), seal)).toBeNull()
    expect(refusal(signature('deputy', 'KT'), seal)).toBeNull()
    expect(refusal(review, signature('handler'), seal)).toBe('signer-unfit')
    expect(refusal(review, signature('deputy', 'own'), seal)).toBe('signer-unfit')
    expect(refusal(review, signature('division', 'TL'), seal)).toBe('signer-basis-missing')
    expect(refusal(review, initial('clerk'), signature('head'), seal)).toBe('signer-unfit')
    expect(refusal(initial('division', 'review'), signature('division', 'TL', 'Quy chế'), seal)).toBe('signer-twice')
    expect(refusal(review, seal)).toBe('signer-missing')
    expect(refusal(seal, signature('head'))).toBe('signers-order')
    expect(refusal(review, signature('head'), initial('handler'), seal)).toBe('signers-order')
    expect(refusal(review, signature('head'), { ...initial('handler'), step: 'seal' }, seal)).toBe('signers-order')
  })
})

/** A result that is appraised and handed in with this order. */
function handedIn(signers: readonly SigningTurn[] | undefined, note = 'Trưởng phòng đi công tác') {
  const dossier = new Case(model)
  dossier.must({ kind: 'receive', code: 'H99.31-261109-0001', filing: aFiling() }, '2026-11-09T02:00:00Z')
  const finish = (more: Partial<CommandOf<'complete'>> = {}, who: Who = 'handler') => {
    const open = dossier.state!.steps[0]!
    const outcome = step(open.step).outcomes.find(({ code }) => code !== 'return')!.code
    const command = { kind: 'complete', token: open.token, outcome, note, files: [], data: {}, result: null } as const
    return dossier.do({ ...command, ...more }, at, { id: id(who), name: people[who][0] })
  }
  const sign = (who: Who, more: Partial<CommandOf<'complete'>> = {}) =>
    finish({ result: { kind: 'granted', number: '7/TB', files: [], note: '' }, ...more }, who)
  for (const _ of ['receive', 'assign']) finish()
  const done = finish(signers ? { signers } : {})
  return { dossier, done, sign, holder: () => dossier.state!.steps[0]?.officerName ?? null }
}
const order = (...turns: ChosenTurn[]) => {
  const told = choose(...turns)
  if (!told.ok) throw new Error(told.error.code)
  return told.value
}

describe('a result handed in with its signers', () => {
  test('goes to each in turn; an added initial keeps the step open, one left out is passed by with its reason', () => {
    const { dossier, sign, holder } = handedIn(order(initial('second'), signature('deputy', 'KT'), seal))
    expect([dossier.state!.steps[0]!.step, holder()]).toEqual(['sign', 'Lê Văn Khoa'])
    expect(sign('deputy')).toMatchObject({ error: { code: 'step-held' } })
    expect(sign('second').ok).toBe(true)
    expect([dossier.state!.steps[0]!.step, holder()]).toEqual(['sign', 'Phạm Thu Hà'])
    expect(sign('deputy').ok && sign('clerk').ok).toBe(true)
    expect(dossier.state!.result).toMatchObject({
      ...{ number: '7/TB', signedBy: 'Phạm Thu Hà', signedAs: 'KT. Giám đốc, Phó Giám đốc' }
    })
    expect(dossier.events.map(({ type }) => type)).toContain('result.initialled')
    expect(handedIn(order(signature('deputy', 'KT'), seal), '').done).toMatchObject({
      error: { code: 'initial-left-out-why' }
    })
  })

  test('stays as the process says where nobody chose; whom an initialled paper names signs it, and nobody else', () => {
    const { dossier, sign, holder } = handedIn(undefined)
    expect([dossier.state!.signers, holder()]).toEqual([undefined, null])
    sign('division', { names: { officer: id('head'), name: people.head[0] } })
    expect(holder()).toBe('Nguyễn Hữu Tâm')
    const token = dossier.state!.steps[0]!.token
    const deputy = { officer: id('deputy'), officerName: people.deputy[0], note: '' }
    dossier.must({ kind: 'assign', token, ...deputy }, at)
    expect(sign('deputy')).toMatchObject({ error: { code: 'paper-names-other', name: 'Nguyễn Hữu Tâm' } })
    expect(sign('deputy', { outcome: 'return' }).ok).toBe(true)
    expect(dossier.state!.signings).toEqual([])
  })

  test('given to another by a head, the turn is open for that one', () => {
    const { dossier, sign } = handedIn(order(initial('division', 'review'), signature('deputy', 'KT'), seal))
    expect(sign('division').ok).toBe(true)
    const { token } = dossier.state!.steps[0]!
    dossier.must({ kind: 'assign', token, officer: id('head'), officerName: people.head[0], note: '' }, at)
    expect(sign('head').ok && sign('clerk').ok).toBe(true)
    expect(dossier.state!.result!.signedBy).toBe('Nguyễn Hữu Tâm')
  })

  test('whatever order is agreed, exactly those sign, in that order, and the events alone tell it again', () => {
    const initials = fc.uniqueArray(fc.constantFrom<Who>('division', 'second', 'handler', 'head', 'deputy'), {
      maxLength: 4
    })
    const signers = fc.constantFrom<[Who, SigningTurn['capacity']]>(
      ...([
        ['head', 'own'],
        ['deputy', 'KT'],
        ['division', 'TL'],
        ['second', 'TUQ']
      ] as [Who, SigningTurn['capacity']][])
    )
    fc.assert(
      fc.property(initials, signers, fc.boolean(), (many, [who, capacity], reviewed) => {
        const before = many.filter(each => each !== who)
        const [first, ...rest] = before
        const chosen = [
          ...(first && reviewed
            ? [initial(first, 'review'), ...rest.map(each => initial(each))]
            : before.map(each => initial(each))),
          ...[signature(who, capacity, 'Quy chế làm việc'), seal]
        ]
        const { dossier, sign } = handedIn(order(...chosen))
        for (const turn of [...before, who]) {
          const now = dossier.state!.steps[0]!.officer
          expect(now).toBe(id(turn))
          for (const other of ids) if (id(other) !== now) expect(sign(other).ok).toBe(false)
          expect(sign(turn).ok).toBe(true)
        }
        const signed = dossier.state!.signings!
        expect(signed.map(each => each.by)).toEqual([...before, who].map(each => people[each][0]))
        expect(signed.map(each => each.as)).toEqual([...before.map(() => 'initial'), 'signature'])
        expect(sign('clerk').ok).toBe(true)
        expect(dossier.state!.result!.signedBy).toBe(people[who][0])
        expect(replay(dossier.events, anId)).toEqual(dossier.state)
      }),
      { numRuns: 60 }
    )
  })

  test('the steps that sign stay those of the process', () => {
    expect(signsAfter(model, 'appraise').map(each => [each.id, mannerOf(model, each.id)])).toEqual([
      ...[
        ['review', 'initial'],
        ['sign', 'signature'],
        ['seal', 'seal']
      ]
    ])
    expect(isLeftOut(undefined, model, 'review')).toBe(false)
    expect(isLeftOut(order(signature('head'), seal), model, 'review')).toBe(true)
  })
})
