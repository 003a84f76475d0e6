import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ruleSet } from '#server/rulesets/index.ts'
import type { Command, Facts } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Petition } from './model.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const OFFICER = '00000000-0000-4000-8000-00000000000a'
const HANDLER = '00000000-0000-4000-8000-00000000000b'
const LEADER = '00000000-0000-4000-8000-00000000000c'
const { petitions } = ruleSet('vn-2025').feedback

const dayPlus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
/** Every day is a working day here; a pause moves the end by its length. */
const factsOn = (day: string, by: string | null = null): Facts => ({
  now: new Date(`${day}T02:00:00Z`),
  today: day,
  by,
  ruleSet: 'vn-2025',
  limits: petitions,
  anonymousKinds: petitions.anonymous,
  due: ({ startedAt, workingDays, pauses }) => {
    if (pauses.some(({ to }) => to === null)) return null
    const stood = pauses.reduce((sum, { from, to }) => sum + Date.parse(to!) - Date.parse(from), 0)
    return new Date(Date.parse(startedAt) + workingDays * 86_400_000 + stood).toISOString()
  },
  dayAfter: days => dayPlus(day, days)
})

const FILED: Extract<Command, { kind: 'file' }> = {
  kind: 'file',
  petitionKind: 'behaviour',
  channel: 'online',
  about: 'H99.31',
  protected: false,
  anonymous: true,
  sha256: 'x'
}
const SORTED: Extract<Command, { kind: 'sort' }> = {
  kind: 'sort',
  petitionKind: 'behaviour',
  unit: 'H99.01.05',
  complained: 'H99.31',
  officer: OFFICER,
  subject: 'Thái độ khi tiếp nhận'
}

/** The case after commands, each on a day by somebody. */
function after(...acts: readonly (readonly [Command, string, (string | null)?])[]): Petition {
  let petition: Petition | null = null
  for (const [command, day, by] of acts) {
    const decision = decide(petition, command, factsOn(day, by ?? null))
    if (!decision.ok) throw new Error(`${command.kind}: ${decision.error.code}`)
    petition = decision.value.reduce<Petition | null>((state, event) => evolve(state, event, ID), petition)
  }
  return petition!
}
const refusal = (petition: Petition | null, command: Command, day: string, by: string | null = null) => {
  const decision = decide(petition, command, factsOn(day, by))
  return decision.ok ? null : decision.error.code
}
const called = () =>
  after(
    [FILED, '2026-11-02'],
    [SORTED, '2026-11-03', HANDLER],
    [{ kind: 'call-officer', allegation: 'Bị cho là nói nặng lời.' }, '2026-11-04', HANDLER]
  )
const CONCLUDE = { kind: 'conclude', verdict: 'justified', reason: 'Có người chứng kiến.' } as const
const answered = () =>
  after(
    [{ ...FILED, petitionKind: 'rule', anonymous: false, about: null }, '2026-11-02'],
    [{ ...SORTED, petitionKind: 'rule', unit: 'H99.07', complained: null, officer: null }, '2026-11-03', HANDLER],
    [{ kind: 'draft', text: 'Xin cảm ơn, quy định đã sửa.' }, '2026-11-04', HANDLER],
    [{ kind: 'answer', way: 'online' }, '2026-11-05', LEADER]
  )

describe('a petition', () => {
  test('is taken without a name only where the rules allow its kind, and behaviour is protected unasked', () => {
    expect(refusal(null, { ...FILED, petitionKind: 'rule' }, '2026-11-02')).toBe('petition-kind-named')
    expect(after([FILED, '2026-11-02'])).toMatchObject({ protected: true, phase: 'received', told: 1 })
    expect(after([{ ...FILED, petitionKind: 'rule', anonymous: false }, '2026-11-02']).protected).toBe(false)
  })

  test('runs to its sorting first and then to its answer, by its kind', () => {
    expect(after([FILED, '2026-11-02']).dueAt).toBe('2026-11-07T02:00:00.000Z')
    expect(after([FILED, '2026-11-02'], [SORTED, '2026-11-03']).dueAt).toBe('2026-11-18T02:00:00.000Z')
    const late = { ...SORTED, petitionKind: 'lateness', unit: 'H99.31', officer: null } as const
    expect(after([FILED, '2026-11-02'], [late, '2026-11-03']).dueAt).toBe('2026-11-13T02:00:00.000Z')
  })

  test('stands still while the person is asked and goes on with what was left', () => {
    const asked = after(
      [FILED, '2026-11-02'],
      [SORTED, '2026-11-03'],
      [{ kind: 'ask', what: 'Ngày nào?' }, '2026-11-05']
    )
    expect([asked.phase, asked.dueAt]).toEqual(['asked', null])
    const told = decide(asked, { kind: 'tell', sha256: 'y' }, factsOn('2026-11-09'))
    expect(told).toMatchObject({ ok: true, value: [{ data: { no: 2, dueAt: '2026-11-22T02:00:00.000Z' } }] })
    expect(refusal(asked, { kind: 'close' }, '2026-11-10')).toBe('petition-not-over')
    expect(
      after([FILED, '2026-11-02'], [{ kind: 'ask', what: 'Ai?' }, '2026-11-03'], [{ kind: 'close' }, '2026-11-30'])
        .phase
    ).toBe('closed')
  })

  test('about behaviour is never examined by the agency complained of, nor handled by the officer named', () => {
    const filed = after([FILED, '2026-11-02'])
    expect(refusal(filed, { ...SORTED, unit: 'H99.31.02' }, '2026-11-03')).toBe('petition-own-judge')
    expect(refusal(filed, SORTED, '2026-11-03', OFFICER)).toBe('petition-own-case')
    const sorted = after([FILED, '2026-11-02'], [SORTED, '2026-11-03'])
    expect(refusal(sorted, { kind: 'transfer', to: 'H99.31', reason: 'x' }, '2026-11-04')).toBe('petition-own-judge')
    expect(refusal(sorted, { kind: 'open-identity', reason: 'tò mò' }, '2026-11-04', OFFICER)).toBe('petition-own-case')
  })

  test('is concluded after the hearing: an answer, or the end of the time for one', () => {
    expect(refusal(after([FILED, '2026-11-02'], [SORTED, '2026-11-03']), CONCLUDE, '2026-11-04', LEADER)).toBe(
      'petition-not-called'
    )
    expect(refusal(called(), CONCLUDE, '2026-11-05', LEADER)).toBe('petition-not-heard')
    expect(refusal(called(), { kind: 'draft', text: 'Trả lời' }, '2026-11-05', HANDLER)).toBe('petition-not-concluded')
    expect(refusal(called(), CONCLUDE, '2026-11-10', LEADER)).toBeNull()
    const heard = decide(called(), { kind: 'hear-officer', words: 'Tôi đã xin lỗi.' }, factsOn('2026-11-05', OFFICER))
    const petition = heard.ok ? evolve(called(), heard.value[0]!, ID) : called()
    expect(decide(petition, CONCLUDE, factsOn('2026-11-05', LEADER))).toMatchObject({
      value: [{ type: 'petition.concluded', data: { verdict: 'justified', unit: 'H99.31', officer: OFFICER } }]
    })
  })

  test('is answered by a second hand, sent back once with a reason, and answered for good', () => {
    const drafted = after(
      [{ ...FILED, petitionKind: 'other', anonymous: false, about: null }, '2026-11-02'],
      [{ ...SORTED, petitionKind: 'other', unit: 'H99.07', complained: null, officer: null }, '2026-11-03'],
      [{ kind: 'draft', text: 'Đã xem.' }, '2026-11-04', HANDLER]
    )
    expect(refusal(drafted, { kind: 'answer', way: 'online' }, '2026-11-05', HANDLER)).toBe('petition-same-hand')
    expect(refusal(answered(), { kind: 'send-back', sha256: 'z' }, '2026-11-16')).toBe('petition-send-back-over')
    const back = decide(answered(), { kind: 'send-back', sha256: 'z' }, factsOn('2026-11-06'))
    if (!back.ok) throw new Error(back.error.code)
    const again = back.value.reduce((state, event) => evolve(state, event, ID), answered())
    expect(again).toMatchObject({
      phase: 'in-hand',
      sentBack: true,
      satisfied: false,
      dueAt: '2026-11-16T02:00:00.000Z'
    })
    const second = [
      { kind: 'draft', text: 'Bổ sung.' },
      { kind: 'answer', way: 'post' }
    ] as const
    const final = second.reduce<Petition>((state, command, at) => {
      const decision = decide(state, command, factsOn('2026-11-18', at === 0 ? HANDLER : LEADER))
      return decision.ok ? decision.value.reduce((before, event) => evolve(before, event, ID), state) : state
    }, again)
    expect(final).toMatchObject({ phase: 'answered', late: true, sendBackUntil: null })
    expect(refusal(final, { kind: 'send-back', sha256: 'q' }, '2026-11-18')).toBe('petition-sent-back-before')
  })

  test('is published only when a second person confirms the text', () => {
    const text = { title: 'Về phí', question: 'Phí bao nhiêu?', answer: 'Không thu phí.' }
    const proposal = decide(answered(), { kind: 'propose-publication', ...text }, factsOn('2026-11-06', HANDLER))
    if (!proposal.ok) throw new Error(proposal.error.code)
    const proposed = evolve(answered(), proposal.value[0]!, ID)
    expect(refusal(proposed, { kind: 'publish' }, '2026-11-06', HANDLER)).toBe('petition-same-hand')
    expect(decide(proposed, { kind: 'publish' }, factsOn('2026-11-08', LEADER))).toMatchObject({
      value: [{ type: 'petition.published', data: { late: true } }]
    })
  })

  test('keeps its invariants whatever is done to it, in whatever order', () => {
    const words = fc.constantFrom('', 'có lý do')
    const command: fc.Arbitrary<Command> = fc.oneof(
      fc.record({
        kind: fc.constant('sort' as const),
        petitionKind: fc.constantFrom('behaviour' as const, 'rule' as const),
        unit: fc.constantFrom('H99.31', 'H99.07'),
        complained: fc.constantFrom('H99.31', null),
        officer: fc.constantFrom(OFFICER, null),
        subject: words
      }),
      fc.record({ kind: fc.constant('transfer' as const), to: fc.constantFrom('H99.31', 'H99.07'), reason: words }),
      fc.record({ kind: fc.constantFrom('ask' as const), what: words }),
      fc.record({ kind: fc.constantFrom('tell' as const, 'send-back' as const), sha256: fc.constant('h') }),
      fc.record({ kind: fc.constant('call-officer' as const), allegation: words }),
      fc.record({
        kind: fc.constant('conclude' as const),
        verdict: fc.constantFrom('justified' as const, 'not-established' as const),
        reason: words
      }),
      fc.record({ kind: fc.constant('draft' as const), text: words }),
      fc.constant({ kind: 'answer', way: 'online' } as const),
      fc.constant({ kind: 'close' } as const),
      fc.constant({ kind: 'publish' } as const),
      fc.constant({ kind: 'propose-publication', title: 'a', question: 'b', answer: 'c' } as const)
    )
    const act = fc.tuple(command, fc.constantFrom(HANDLER, LEADER, OFFICER), fc.integer({ min: 0, max: 4 }))
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), acts => {
        let petition = after([FILED, '2026-11-02'])
        let day = '2026-11-02'
        let backs = 0
        for (const [command, by, days] of acts) {
          day = dayPlus(day, days)
          const decision = decide(petition, command, factsOn(day, by))
          if (!decision.ok) continue
          petition = decision.value.reduce((state, event) => evolve(state, event, ID), petition)
          backs += decision.value.filter(({ type }) => type === 'petition.sent-back').length
          expect(petition.kind === 'behaviour' && petition.complained === 'H99.31' && petition.unit === 'H99.31').toBe(
            false
          )
          expect(petition.dueAt === null).toBe(['asked', 'answered', 'closed', 'refused'].includes(petition.phase))
          expect(petition.conclusion === null || petition.hearing !== null).toBe(true)
          expect(petition.protected).toBe(true)
        }
        expect(backs).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 }
    )
  })
})
