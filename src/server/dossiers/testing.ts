import { clockOn } from './clock.ts'
import type { Command } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Facts } from './facts.ts'
import type { DossierEvent, Filing } from './events.ts'
import type { Dossier, DossierId, Party } from './model.ts'
import { compileCalendar, shippedDays, usualHours } from '#server/calendar/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import { compileProcess, fiveStep, threeStep } from '#server/workflow/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'

/** Parts for tests of dossiers: each fills in what the sentence does not mention. */
export const anId = '11111111-1111-4111-8111-111111111111' as DossierId
export const calendar = compileCalendar(shippedDays(), '2018-01-01', '2028-12-31')
export const someone: Party = { kind: 'person', name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' }
export const officer = { id: '22222222-2222-4222-8222-222222222222', name: 'Phan Văn Đức' }
export const colleague = { id: '33333333-3333-4333-8333-333333333333', name: 'Trần Thị Minh Châu' }

export async function aProcess(kind: 'commune' | 'department' = 'commune'): Promise<ProcessModel> {
  const about = { id: 'p', name: 'Quy trình thử', total: { value: 5, unit: 'working-day' as const } }
  const compiled = await compileProcess(kind === 'commune' ? threeStep({ ...about, signer: 'chair' }) : fiveStep(about))
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return compiled.value
}

/** Facts at an instant, Monday 9 November 2026 at 09:00 in Vietnam unless said otherwise. */
export const factsAt = (
  process: ProcessModel | null,
  at = '2026-11-09T02:00:00Z',
  more: { rules?: RuleSetId; actor?: { id: string | null; name: string } } = {}
): Facts => {
  const rules = ruleSet(more.rules ?? 'vn-2025')
  return {
    now: new Date(at),
    rules,
    actor: more.actor ?? officer,
    process,
    clock: clockOn(rules, calendar, usualHours)
  }
}

export const aFiling = (more: Partial<Filing> = {}): Filing => ({
  procedure: { code: '1.001193', name: 'Đăng ký khai sinh', revision: 'r', process: 'p' },
  ruleSet: 'vn-2025',
  channel: 'counter',
  applicant: someone,
  delegate: null,
  accountId: null,
  content: '',
  form: {},
  papers: [{ code: 'don', name: 'Tờ khai', originals: 1, certified: 0, copies: 0, files: [] }],
  fee: { amount: 0, paid: 0 },
  receivingUnit: 'H99.31',
  settlingUnit: 'H99.31',
  limit: { value: 5, unit: 'working-day' },
  lateAfter: null,
  ...more
})

/** A dossier to which things happen one after the other; a refusal is thrown unless it is asked for. */
export class Case {
  state: Dossier | null = null
  private readonly process: ProcessModel | null
  private readonly adapt: (facts: Facts) => Facts
  readonly events: DossierEvent[] = []
  constructor(process: ProcessModel | null, adapt: (facts: Facts) => Facts = facts => facts) {
    this.process = process
    this.adapt = adapt
  }
  do(command: Command, at: string, actor: Facts['actor'] = officer) {
    const decision = decide(this.state, command, this.adapt(factsAt(this.process, at, { actor })))
    if (!decision.ok) return decision
    for (const event of decision.value) {
      this.state = evolve(this.state, event, anId)
      this.events.push(event)
    }
    return decision
  }
  must(command: Command, at: string, actor: Facts['actor'] = officer) {
    const done = this.do(command, at, actor)
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return this.state!
  }
}

const SPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="urn:motcua:bpmn:1"'

/** A process drawn by hand, for what `buildProcess` does not draw: choices on data and clocks at the edge of a step. */
export const drawn = (elements: string, ...flows: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${SPACES} id="definitions" targetNamespace="t"><bpmn:process id="p" name="Thử" isExecutable="true">${elements}${flows.map(flowOf).join('')}</bpmn:process></bpmn:definitions>`

/** `a>b` is a flow, `a>b:amount > 5` one with a condition. */
const flowOf = (text: string): string => {
  const [, from, to, condition] = /^([\w-]+)>([\w-]+)(?::(.*))?$/.exec(text) ?? []
  const body = condition
    ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</bpmn:conditionExpression>`
    : ''
  return `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${body}</bpmn:sequenceFlow>`
}

/** Compiles a process or fails the test with its faults. */
export async function compiled(xml: string): Promise<ProcessModel> {
  const process = await compileProcess(xml)
  if (!process.ok) throw new Error(JSON.stringify(process.error))
  return process.value
}
