import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Component } from '#server/catalogue/index.ts'
import { dayFrom, readAnswer } from './answer.rules.ts'
import type { Question } from './answer.rules.ts'
import { addFile, addRow, enterPost, removeRow } from './entering.rules.ts'
import { EMPTY, MOST } from './model.ts'
import { faultsOf, nextStep, partsOf } from './parts.rules.ts'
import { answersOf, questionsOf, readForm } from './reading.rules.ts'
import type { Node } from './reading.rules.ts'
import { aFile, entered, filled, wholeForms } from './testing.ts'
import { errorsOf, summaryOf, viewsOf } from './view.rules.ts'
import { autofilled, knownOf, partiesOf, whoForm } from './who.rules.ts'

const text = (key: string, more: object = {}): Component =>
  ({ type: 'textfield', key, label: key, ...more }) as Component
const needed = (key: string, hide?: string): Component =>
  text(key, { validate: { required: true }, ...(hide ? { conditional: { hide } } : {}) })
const list = (path: string, components: Component[]): Component => ({
  type: 'dynamiclist',
  path,
  label: path,
  components
})
const names = (nodes: readonly Node[]) =>
  questionsOf(nodes)
    .filter(node => !node.hidden)
    .map(node => node.name)
const asList = (nodes: readonly Node[]) => nodes.find(node => node.kind === 'list')!

describe('the demonstration’s forms', () => {
  test.each(wholeForms())('$code is drawn, asks, and can be finished', ({ components }) => {
    const empty = readForm(components, entered())
    expect(viewsOf('en', empty.nodes).length).toBe(components.length)
    expect(nextStep(partsOf(empty, {}), [])).toBe('who')
    const all = filled(components)
    const parts = partsOf(readForm(components, all), all.typed)
    expect(parts.flatMap(faultsOf)).toEqual([])
    expect(
      nextStep(
        parts,
        parts.map(part => part.key)
      )
    ).toBe('review')
    for (const part of parts) expect(summaryOf('vi', part).title).not.toBe('')
  })

  test('are never left with a required question unanswered that can be seen, nor a hidden one that is kept', () => {
    const forms = wholeForms()
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.array(fc.nat(50), { maxLength: 30 }), ({ components }, picks) => {
        const all = filled(components)
        const choices = questionsOf(readForm(components, all).nodes).flatMap(({ name, question }) =>
          'values' in question ? question.values.map(({ value }) => [name, value] as const) : []
        )
        const typed = { ...all.typed, ...Object.fromEntries(picks.flatMap(at => (choices[at] ? [choices[at]] : []))) }
        const reading = readForm(components, { ...all, typed })
        const answers = JSON.stringify(answersOf(reading.values))
        for (const node of questionsOf(reading.nodes)) {
          if (node.hidden) {
            expect(node.fault).toBeNull()
            if (!node.name.includes('.')) expect(answers).not.toContain(`"${node.name}":`)
          } else if (node.question.validate?.required && node.value === null) expect(node.fault).not.toBeNull()
        }
      }),
      { numRuns: 60 }
    )
  })
})

describe('conditions', () => {
  test('a hidden question is not asked, and its old answer is dropped', () => {
    const form = [text('a'), needed('b', '=a != "co"')]
    const shown = readForm(form, entered({ a: 'co', b: 'x' }))
    const hidden = readForm(form, entered({ a: 'khong', b: 'x' }))
    expect([names(shown.nodes), names(hidden.nodes)]).toEqual([['a', 'b'], ['a']])
    expect([answersOf(shown.values), answersOf(hidden.values)]).toEqual([{ a: 'co', b: 'x' }, { a: 'khong' }])
  })

  test('what a hidden answer would have brought is hidden too', () => {
    const form = [text('a'), text('b', { conditional: { hide: '=a != "co"' } }), needed('c', '=b != "co"')]
    expect(names(readForm(form, entered({ a: 'khong', b: 'co', c: 'x' })).nodes)).toEqual(['a'])
  })

  test('two questions that hide each other come to rest', () => {
    const form = [
      text('a', { conditional: { hide: '=b != null' } }),
      text('b', { conditional: { hide: '=a != null' } })
    ]
    expect(readForm(form, entered({ a: '1', b: '2' })).nodes.length).toBe(2)
  })

  test('a condition in a list looks at its own row', () => {
    const form = [list('con', [text('ten'), needed('tuoi', '=ten = "An"')])]
    const nodes = readForm(form, entered({ 'con.#': '2', 'con.0.ten': 'An', 'con.1.ten': 'Bình' })).nodes
    expect(names(nodes)).toEqual(['con.0.ten', 'con.1.ten', 'con.1.tuoi'])
  })

  test('one that cannot be read hides nothing', () => {
    expect(names(readForm([text('a', { conditional: { hide: '=1 +' } })], entered()).nodes)).toEqual(['a'])
  })
})

describe('rows', () => {
  const form = [list('con', [text('ten')])]
  const body = { ...EMPTY, typed: { 'con.#': '3', 'con.0.ten': 'A', 'con.1.ten': 'B', 'con.2.ten': 'C' } }
  const values = (typed: object) => readForm(form, entered(typed as never)).values.con

  test('the rows behind a removed one move up, with their files', () => {
    const node = asList(readForm(form, body).nodes)
    const after = removeRow(addFile(body, 'con.2.anh', aFile(), false), node, 1)
    expect(values(after.typed)).toEqual([{ ten: 'A' }, { ten: 'C' }])
    expect(Object.keys(after.files)).toEqual(['con.1.anh'])
  })

  test('there are never more than the most, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), count => {
        const node = asList(readForm(form, entered({ 'con.#': count })).nodes)
        expect(node.rows.length).toBeGreaterThanOrEqual(1)
        expect(node.rows.length).toBeLessThanOrEqual(MOST.rows)
        expect(Number(addRow({ ...EMPTY, typed: { 'con.#': count } }, node).typed['con.#'])).toBeLessThanOrEqual(
          MOST.rows
        )
      })
    )
  })

  test('adding and removing the last row changes nothing', () => {
    const node = asList(readForm(form, body).nodes)
    expect(values(removeRow(addRow(body, node), node, 3).typed)).toEqual(values(body.typed))
  })
})

describe('answers', () => {
  const ask = (question: object, ...typed: string[]) =>
    readAnswer({ key: 'x', label: 'X', ...question } as Question, typed, [])

  test.each([
    ['1.500.000', 1_500_000],
    ['2,5', 2.5],
    [' 20 ', 20]
  ])('the number %s is read as people write it', (typed, value) =>
    expect(ask({ type: 'number' }, typed)).toEqual({ value, fault: null })
  )

  test.each(['mười', '1e9', '--1', 'NaN'])('%s is no number', typed =>
    expect(ask({ type: 'number' }, typed).fault).toEqual({ code: 'number' })
  )

  test('a number keeps to its bounds', () => {
    const bounds = { type: 'number', validate: { min: 1, max: 10 } }
    expect([ask(bounds, '0').fault?.code, ask(bounds, '11').fault?.code, ask(bounds, '10').fault]).toEqual([
      'smallest',
      'largest',
      null
    ])
  })

  test.each([
    ['2/9/1990', '1990-09-02'],
    ['02-09-1990', '1990-09-02'],
    ['02091990', '1990-09-02'],
    ['31/02/2020', null],
    ['1990-09-02', null]
  ])('the day %s', (typed, day) => expect(dayFrom(typed)).toBe(day))

  test('a choice that the form does not offer is refused', () => {
    const radio = { type: 'radio', values: [{ value: 'a', label: 'A' }] }
    expect(ask(radio, 'forged')).toEqual({ value: null, fault: { code: 'choose' } })
    expect(ask({ ...radio, type: 'checklist' }, 'a', 'forged').value).toEqual(['a'])
  })

  test('a number typed with spaces fits its pattern', () => {
    const twelve = { type: 'textfield', validate: { pattern: '^\\d{12}$' } }
    expect([ask(twelve, '099 088 000 011').fault, ask(twelve, '09908800001').fault?.code]).toEqual([null, 'pattern'])
  })
})

describe('a post', () => {
  const nodes = readForm(
    [text('a'), { type: 'checkbox', key: 'b', label: 'B' }, text('c', { conditional: { hide: '=true' } })],
    entered()
  ).nodes

  test('only what the page asked for is kept', () => {
    const after = enterPost(EMPTY, nodes, [
      ['a', 'x'],
      ['other', 'forged'],
      ['who.name', 'forged']
    ])
    expect(after).toEqual({ ...EMPTY, typed: { a: 'x', b: '' } })
  })

  test('an unticked box is emptied; a hidden question keeps what it had', () => {
    const before = { ...EMPTY, typed: { b: 'on', c: 'kept' } }
    expect(enterPost(before, nodes, [['a', '']])).toMatchObject({ typed: { a: '', b: '', c: 'kept' } })
  })

  test('too much is refused as a whole', () => {
    expect(enterPost(EMPTY, nodes, [['a', 'x'.repeat(MOST.characters)]])).toEqual({ code: 'post-too-large' })
    expect(enterPost(EMPTY, nodes, Array(2001).fill(['a', '']))).toEqual({ code: 'post-too-large' })
  })
})

describe('the first page', () => {
  const form = [whoForm({ desks: [], cases: [], reliefs: [] })]
  const account = {
    kind: 'citizen' as const,
    fullName: 'Nguyễn Văn An',
    personalNumber: '099088000011',
    businessNumber: null,
    birthDate: '1988-04-12',
    address: 'Tổ 3, phường Mơ Giang',
    phone: '0900000011',
    email: ''
  }
  const read = (typed: object) => readForm(form, entered({ ...knownOf(account), ...typed }))

  test('somebody signed in finds it filled', () => {
    const reading = read({})
    expect(errorsOf('vi', { nodes: reading.nodes })).toEqual({})
    expect(partiesOf(reading.values.who as never)).toEqual({
      applicant: {
        kind: 'person',
        name: 'Nguyễn Văn An',
        number: '099088000011',
        birth: '1988-04-12',
        address: 'Tổ 3, phường Mơ Giang',
        phone: '0900000011'
      },
      delegate: undefined
    })
  })

  test('a company is filed for by a person with an authorisation', () => {
    const company = {
      'who.for': 'organisation',
      'who.org_name': 'Công ty TNHH Sông Mơ',
      'who.org_number': '0100109106',
      'who.org_address': 'Mơ Giang',
      'who.org_phone': '0212 345 6789',
      'who.authorisation': 'GGT 12/2026'
    }
    const reading = read(company)
    expect(errorsOf('vi', { nodes: reading.nodes })).toEqual({})
    const { applicant, delegate } = partiesOf(reading.values.who as never)
    expect([applicant.kind, applicant.number]).toEqual(['organisation', '0100109106'])
    expect([delegate?.name, delegate?.authorisation]).toEqual(['Nguyễn Văn An', 'GGT 12/2026'])
    expect(Object.keys(errorsOf('en', { nodes: read({ ...company, 'who.authorisation': '' }).nodes }))).toEqual([
      'who.authorisation'
    ])
  })

  test('the form’s own questions about the applicant are answered from it', () => {
    const own = text('ho_ten', { properties: { autofill: 'person.name' } })
    expect(autofilled([own], { 'who.for': 'self', 'who.name': 'An' })).toEqual({ ho_ten: 'An' })
    expect(autofilled([own], { 'who.for': 'organisation', 'who.name': 'An', 'who.by_name': 'Bình' })).toEqual({
      ho_ten: 'Bình'
    })
  })
})
