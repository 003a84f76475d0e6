import { describe, expect, test } from 'vitest'
import { PROCESS_FAULTS } from './refusals.ts'
import type { ProcessFault } from './refusals.ts'
import { aModel, aStep, bpmn, faultsOf, flows } from './testing.ts'
import { sayFault } from './words.ts'

const S = '<bpmn:startEvent id="s"/>'
const E = '<bpmn:endEvent id="e"/>'
const X = (id: string, otherwise = '') =>
  `<bpmn:exclusiveGateway id="${id}" ${otherwise ? `default="${otherwise}"` : ''}/>`
const P = (id: string) => `<bpmn:parallelGateway id="${id}"/>`
const codes = (faults: readonly ProcessFault[]) => faults.map(({ code, at }) => `${code} ${at ?? ''}`.trim())

describe('a process drawn in any BPMN tool compiles', () => {
  test('with names, roles, times, decisions and data read from our namespace', async () => {
    const model = await aModel(
      bpmn(
        `${S}<bpmn:userTask id="a" name="Thẩm định" motcua:nameEn="Appraise" motcua:role="handler" motcua:unit="H99.19" motcua:normValue="2.5" motcua:normUnit="working-day" motcua:noteRequired="true">
          <bpmn:documentation>Kiểm tra thực địa</bpmn:documentation>
          <bpmn:extensionElements><motcua:outcome code="approve" name="Đồng ý"/><motcua:field key="area" type="number" label="Diện tích" required="true"/></bpmn:extensionElements>
        </bpmn:userTask>${E}${flows('s>a', 'a>e')}`
      )
    )
    expect(model.steps.a).toEqual({
      id: 'a',
      order: 1,
      name: { vi: 'Thẩm định', en: 'Appraise' },
      guide: 'Kiểm tra thực địa',
      kind: 'user',
      role: 'handler',
      roleText: null,
      unit: 'H99.19',
      norm: { value: 2.5, unit: 'working-day' },
      stage: 1,
      outcomes: [{ code: 'approve', name: { vi: 'Đồng ý' }, returnTo: null }],
      fields: [{ key: 'area', type: 'number', label: { vi: 'Diện tích' }, required: true }],
      noteRequired: true,
      fileRequired: false,
      timers: []
    })
  })

  test('and its model survives being stored as JSON', async () => {
    const model = await aModel(bpmn(`${S}${aStep('a')}${E}${flows('s>a', 'a>e')}`))
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })

  test('a receive task waits for the applicant, a service task is the system’s, a desk step belongs to the receiving desk', async () => {
    const model = await aModel(
      bpmn(
        `${S}<bpmn:userTask id="d" name="Tiếp nhận" motcua:role="one-stop-officer"/><bpmn:receiveTask id="w" name="Chờ"/><bpmn:serviceTask id="v" name="Gửi"/>${E}${flows('s>d', 'd>w', 'w>v', 'v>e')}`
      )
    )
    const brief = Object.values(model.steps).map(({ id, kind, role, unit }) => [id, kind, role, unit])
    expect(brief).toEqual([
      ['d', 'user', 'one-stop-officer', 'receiving'],
      ['w', 'wait-applicant', 'applicant', 'settling'],
      ['v', 'service', 'system', 'settling']
    ])
  })
})

describe('a process that cannot run names its fault and the element', () => {
  const task = (more: string) => bpmn(`${S}<bpmn:userTask id="a" name="A" ${more}/>${E}${flows('s>a', 'a>e')}`)
  test.each<[string, string, string[]]>([
    ['text that is not XML', '<bpmn', ['xml-broken']],
    ['no process', bpmn('').replace(/<bpmn:process.*process>/, ''), ['process-missing']],
    ['one id used twice', bpmn(`${S}${aStep('a')}${aStep('a')}${E}${flows('s>a', 'a>e')}`), ['id-repeated a']],
    ['a flow to nowhere', bpmn(`${S}${aStep('a')}${E}${flows('s>a', 'a>e', 'a>zz')}`), ['reference-missing a_zz']],
    [
      'an element we do not run',
      bpmn(`${S}<bpmn:subProcess id="b"/>${E}${flows('s>b', 'b>e')}`),
      ['element-unsupported b']
    ],
    [
      'a message start',
      bpmn(
        `<bpmn:startEvent id="s"><bpmn:messageEventDefinition/></bpmn:startEvent>${aStep('a')}${E}${flows('s>a', 'a>e')}`
      ),
      ['element-unsupported s']
    ],
    ['no start', bpmn(`${aStep('a')}${E}${flows('a>e')}`), ['start-missing']],
    [
      'two starts',
      bpmn(`${S}<bpmn:startEvent id="s2"/>${aStep('a')}${E}${flows('s>a', 's2>a', 'a>e')}`),
      ['several-starts s2', 'node-unreachable s2']
    ],
    ['no end', bpmn(`${S}${aStep('a')}${aStep('b')}${flows('s>a', 'a>b', 'b>a')}`), ['end-missing']],
    [
      'a step nobody reaches',
      bpmn(`${S}${aStep('a')}${aStep('b')}${E}${flows('s>a', 'a>e', 'b>e')}`),
      ['node-unreachable b']
    ],
    [
      'a trap',
      bpmn(`${S}${aStep('a')}${aStep('b')}${E}${X('x', 'x_e')}${flows('s>x', 'x>e', 'x>a:n > 1', 'a>b', 'b>a')}`),
      ['end-unreachable a', 'end-unreachable b']
    ],
    [
      'a step without a way on',
      bpmn(`${S}${aStep('a')}${aStep('b')}${E}${X('x', 'x_e')}${flows('s>x', 'x>e', 'x>a:n > 1')}${''}`),
      ['flow-out-missing a', 'flow-out-missing b', 'end-unreachable a', 'node-unreachable b']
    ],
    [
      'two ways out of a step',
      bpmn(`${S}${aStep('a')}${aStep('b')}${E}${flows('s>a', 'a>b', 'a>e', 'b>e')}`),
      ['flow-out-several a']
    ],
    [
      'a choice without default',
      bpmn(`${S}${X('x')}${aStep('a')}${E}${flows('s>x', 'x>a:n > 1', 'x>e:n = 1', 'a>e')}`),
      ['choice-without-default x']
    ],
    [
      'a flow without condition',
      bpmn(`${S}${X('x', 'x_e')}${aStep('a')}${E}${flows('s>x', 'x>a', 'x>e', 'a>e')}`),
      ['flow-without-condition x_a']
    ],
    [
      'FEEL that does not parse',
      bpmn(`${S}${X('x', 'x_e')}${aStep('a')}${E}${flows('s>x', 'x>a:n >', 'x>e', 'a>e')}`),
      ['condition-broken x_a']
    ],
    [
      'FEEL that asks the clock',
      bpmn(`${S}${X('x', 'x_e')}${aStep('a')}${E}${flows('s>x', 'x>a:now() > d', 'x>e', 'a>e')}`),
      ['condition-not-repeatable x_a']
    ],
    [
      'a condition behind a step',
      bpmn(`${S}${aStep('a')}${E}${flows('s>a', 'a>e:n > 1')}`),
      ['condition-not-at-choice a_e']
    ],
    [
      'branches that end apart',
      bpmn(`${S}${P('f')}${aStep('a')}${aStep('b')}${E}${flows('s>f', 'f>a', 'f>b', 'a>e', 'b>e')}`),
      ['end-inside-parallel e', 'parallel-not-nested e']
    ],
    [
      'a join of too few',
      bpmn(
        `${S}${P('f')}${P('j')}${aStep('a')}${aStep('b')}${aStep('c')}${X('x')}${E}${flows('s>f', 'f>a', 'f>b', 'f>c', 'a>j', 'b>j', 'c>x', 'x>e', 'j>e')}`
      ),
      ['end-inside-parallel e', 'join-mismatched j']
    ],
    [
      'a choice joined as if parallel',
      bpmn(
        `${S}${X('x', 'x_b')}${P('j')}${aStep('a')}${aStep('b')}${E}${flows('s>x', 'x>a:n > 1', 'x>b', 'a>j', 'b>j', 'j>e')}`
      ),
      ['join-mismatched j']
    ],
    [
      'a way out of one branch',
      bpmn(
        `${S}${aStep('z')}${P('f')}${P('j')}${aStep('a')}${X('x', 'x_j')}${aStep('b')}${E}${flows('s>z', 'z>f', 'f>a', 'f>b', 'a>x', 'x>j', 'x>z:n > 1', 'b>j', 'j>e')}`
      ),
      ['parallel-not-nested z']
    ],
    [
      'a gateway that joins and splits',
      bpmn(
        `${S}${P('f')}${P('g')}${P('j')}${['a', 'b', 'c', 'd'].map(id => aStep(id)).join('')}${E}${flows('s>f', 'f>a', 'f>b', 'a>g', 'b>g', 'g>c', 'g>d', 'c>j', 'd>j', 'j>e')}`
      ),
      ['parallel-mixed g']
    ],
    [
      'gateways in a circle',
      bpmn(`${S}${X('x', 'x_y')}${X('y', 'y_x')}${E}${flows('s>x', 'x>y', 'x>e:n > 1', 'y>x', 'y>e:n > 2')}`),
      ['cycle-without-step x', 'cycle-without-step y']
    ],
    ['a step without a role', task(''), ['role-missing a']],
    ['a role nobody has', task('motcua:role="king"'), ['role-unknown a']],
    ['a kind of step there is not', task('motcua:role="handler" motcua:kind="dance"'), ['kind-unknown a']],
    ['a unit that is no code', task('motcua:role="handler" motcua:unit="Sở Y tế"'), ['unit-unknown a']],
    ['a time without unit', task('motcua:role="handler" motcua:normValue="3"'), ['norm-broken a']],
    [
      'a step without a name',
      bpmn(`${S}<bpmn:userTask id="a" motcua:role="handler"/>${E}${flows('s>a', 'a>e')}`),
      ['name-missing a']
    ],
    [
      'a timer without a time',
      bpmn(
        `${S}<bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>${E}${flows('s>t', 't>e')}`
      ),
      ['timer-broken t']
    ],
    [
      'a return to a later step',
      bpmn(
        `${S}<bpmn:userTask id="a" name="A" motcua:role="handler"><bpmn:extensionElements><motcua:outcome code="go" name="Đi" returnTo="b"/></bpmn:extensionElements></bpmn:userTask>${aStep('b')}${E}${flows('s>a', 'a>b', 'b>e')}`
      ),
      ['return-broken a']
    ]
  ])('%s', async (_what, xml, expected) => {
    expect(codes(await faultsOf(xml))).toEqual(expected)
  })

  test('in sentences of both languages that leave no gap unfilled', () => {
    for (const code of PROCESS_FAULTS)
      for (const language of ['vi', 'en'] as const) {
        const said = sayFault(language, { code, at: 'a', name: 'Thẩm định', detail: 'x' })
        expect(said).not.toMatch(/[{}]/)
        expect(said).toBe(said.normalize('NFC'))
      }
  })
})
