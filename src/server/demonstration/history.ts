import { addWorkingTime, workingMinutesBetween } from '#server/calendar/index.ts'
import { decide, evolve, filingOf } from '#server/dossiers/index.ts'
import type { Command, Dossier, DossierEvent, DossierId, Facts, Filing, OpenStep } from '#server/dossiers/index.ts'
import { UNITS } from '#server/organisation/index.ts'
import { signsLast } from '#server/workflow/index.ts'
import { digitisedOf } from './digitised.ts'
import { FIGURES } from './figures.ts'
import type { Plan } from './plan.ts'
import type { Random } from './random.ts'
import { clockOf, workersFor } from './world.ts'
import type { Worker, World } from './world.ts'

/** An event with who did it: what the log needs. */
export type Told = { readonly event: DossierEvent; readonly actor: Worker | null }
export type History = { readonly dossier: Dossier; readonly told: readonly Told[] }

/**
 * Tells the life of one dossier by giving commands to the same decider that serves the office, until it ends or until
 * today. Whatever the decider would refuse cannot happen here either.
 */
export function tell(world: World, plan: Plan, code: string, id: DossierId, random: Random): History {
  const story = new Story(world, plan, id, random)
  story.open(code)
  story.settle()
  return { dossier: story.dossier!, told: story.told }
}

/** In the words of the letter (form 04). */
const APOLOGIES = [
  'Số lượng hồ sơ tăng, chưa xử lý kịp',
  'Hồ sơ phức tạp, cần thẩm tra thêm',
  'Chờ ý kiến của cơ quan phối hợp'
] as const

/** The leader's signature, not the initial before it nor the seal behind. */
const decides = ({ kind, role }: OpenStep) => kind === 'sign' && role !== 'division-head' && role !== 'clerk'

class Story {
  readonly told: Told[] = []
  dossier: Dossier | null = null
  now: Date
  /** Working minutes of the whole settling, drawn once so that the share of late dossiers is as stated. */
  private budget = 0
  private used = 0
  /** When the head sends the letter of apology that gives the one new date; null where there is none. */
  private letterAt: Date | null = null

  private readonly world: World
  private readonly plan: Plan
  private readonly id: DossierId
  private readonly random: Random
  private readonly base: Omit<Facts, 'now' | 'actor'>
  private readonly digitised: ReturnType<typeof digitisedOf>

  constructor(world: World, plan: Plan, id: DossierId, random: Random) {
    this.world = world
    this.plan = plan
    this.id = id
    this.random = random
    this.now = plan.at
    this.digitised = digitisedOf(world, id, plan)
    this.base = { rules: world.rules, process: plan.served.process, clock: clockOf(world, plan.place.settling) }
  }

  open(code: string) {
    const filing = this.filing()
    const desk = this.worker(this.plan.place.receiving, 'one-stop-officer')
    if (this.plan.served.content.atOnce) {
      this.give({ kind: 'settle-at-once', code, filing, number: `${this.random.whole(1, 9000)}/CT`, note: '' }, desk)
    } else if (this.plan.channel === 'online') {
      this.give({ kind: 'file', code, filing }, null)
      this.check(desk)
    } else {
      this.give({ kind: 'receive', code, filing }, desk)
    }
  }

  settle() {
    const { withdrawn, refused } = this.plan
    for (let turn = 0; turn < 40 && this.dossier && this.dossier.steps.length > 0; turn++) {
      if (this.budget === 0 && !this.draw()) return
      const step = this.dossier.steps[0]!
      if (step.kind === 'return-result') return this.handOver(step)
      if (turn === 1 && withdrawn)
        return void (
          this.pass(this.random.between(60, 600)) &&
          this.give(
            { kind: 'withdraw', reason: 'Công dân thay đổi nhu cầu' },
            this.worker(this.plan.place.receiving, 'one-stop-officer')
          )
        )
      if (turn === 1 && this.plan.supplemented && this.dossier.supplementRequests === 0) {
        if (!this.supplement()) return
        continue
      }
      if (refused && decides(step)) return this.refuse(step)
      if (!this.work(step)) return
    }
  }

  /** The desk looks at an online filing within the working hours that the decree gives. */
  private check(desk: Worker | null) {
    if (!this.pass(this.random.between(10, 330))) return
    if (this.plan.notAccepted) {
      const about = { kind: 'dossier', ref: '', name: 'Hồ sơ' } as const
      this.give(
        {
          kind: 'refuse-reception',
          reasons: [{ code: 'wrong-authority', about, note: 'Hồ sơ không thuộc thẩm quyền giải quyết của đơn vị.' }]
        },
        desk
      )
    } else this.give({ kind: 'accept' }, desk)
  }

  /** How long the settling takes: around the stated median, over the limit for the stated share. */
  private draw(): boolean {
    const { ledger, dueAt } = this.dossier!
    const due = dueAt ?? addWorkingTime(this.now, 5 * 480, this.world.hours, this.world.calendar)?.toISOString()
    if (!due || !ledger) this.budget = 5 * 480
    else
      this.budget = Math.max(30, workingMinutesBetween(this.now, new Date(due), this.world.hours, this.world.calendar))
    const share = this.plan.late
      ? this.random.between(1.05, 1.7)
      : Math.min(0.97, FIGURES.medianShareOfLimit * Math.exp(0.35 * this.normal()))
    const toDue = this.budget
    this.budget *= share
    this.used = 0
    if (this.plan.late && due && ledger) this.foresee(toDue)
    return true
  }

  /** Most of what will be late is seen coming a working day and more before; a letter then gives two days more. */
  private foresee(toDue: number) {
    const before = toDue - 480 - this.random.between(30, 200)
    const asked = this.plan.supplemented && this.dossier!.supplementRequests === 0
    if (before < 60 || asked || this.plan.withdrawn || !this.random.chance(FIGURES.lateWithLetter)) return
    this.letterAt = addWorkingTime(this.now, Math.round(before), this.world.hours, this.world.calendar)
    // Some keep the new date; most go beyond that one too, so that the share of late dossiers stays as stated.
    if (this.random.chance(0.2)) this.budget = toDue + this.random.between(0.3, 0.9) * 960
    else this.budget += 960
  }

  private apologise(at: Date) {
    this.letterAt = null
    if (at >= this.world.until || !this.dossier || this.dossier.finishedAt) return
    const reason = this.random.pick(APOLOGIES)
    const command: Command = { kind: 'extend', limit: { value: 2, unit: 'working-day' }, reason }
    const head = this.worker(this.plan.place.settling, 'agency-head')
    const actor = head ?? { id: null, name: this.plan.applicant.name }
    // Too late for a letter is no story: the dossier then simply has none.
    if (!head || !decide(this.dossier, command, { ...this.base, now: at, actor }).ok) return
    this.now = at
    this.give(command, head)
  }

  private work(step: OpenStep): boolean {
    const norms = Object.values(this.plan.served.process?.steps ?? {}).filter(each => each.kind !== 'return-result')
    const share = 1 / Math.max(1, norms.length)
    const minutes = Math.max(3, Math.min(this.budget - this.used, this.budget * share * this.random.between(0.6, 1.4)))
    const last = norms.length <= 1 || decides(step)
    const spent = last ? Math.max(3, (this.budget - this.used) * (decides(step) ? 0.85 : 1)) : minutes
    const by = this.worker(step.unit, step.role)
    if (!by) return false
    if (!this.pass(spent * 0.3)) return false
    this.give({ kind: 'claim', token: step.token }, by)
    if (!this.pass(spent * 0.7)) return false
    this.used += spent
    const definition = this.plan.served.process?.steps[step.step]
    const outcome = definition?.outcomes.find(each => each.returnTo === null)?.code ?? 'approve'
    const number = `${this.random.whole(10, 9900)}/KQ`
    const result =
      step.kind === 'sign' ? { kind: 'granted' as const, number, files: this.resultOf(step), note: '' } : null
    const note = 'Đã xem xét, đủ điều kiện.'
    const consult = UNITS['van-phong']
    return this.give({ kind: 'complete', token: step.token, outcome, note, files: [], data: {}, result, consult }, by)
  }

  /** The file is there when the last has signed; until then whoever tries the demonstration signs papers of his own. */
  private resultOf({ step }: OpenStep) {
    const { process } = this.plan.served
    return process && signsLast(process, step) ? this.digitised.result : []
  }

  private supplement(): boolean {
    const step = this.dossier!.steps[0]!
    const by = this.worker(step.unit, step.role) ?? this.worker(this.plan.place.receiving, 'one-stop-officer')
    if (!this.pass(this.random.between(60, Math.max(90, this.budget * 0.3)))) return false
    const papers = this.plan.served.content.papers
    const paper = papers.length > 0 ? this.random.pick(papers) : { code: 'don', name: { vi: 'Đơn đề nghị' } }
    const about = { kind: 'paper' as const, ref: paper.code, name: paper.name.vi }
    const code = this.random.pick(['missing', 'expired', 'not-certified', 'unreadable'] as const)
    this.give({ kind: 'ask-supplement', reasons: [{ code, about, note: `Đề nghị nộp lại: ${paper.name.vi}.` }] }, by)
    if (!this.pass(this.random.between(240, 3600))) return false
    const desk = this.worker(this.plan.place.receiving, 'one-stop-officer')
    const came = this.give({ kind: 'supplement', papers: this.dossier!.papers, note: 'Đã bổ sung đủ.' }, desk)
    this.budget = 0
    return came
  }

  private refuse(step: OpenStep) {
    const by = this.worker(step.unit, step.role)
    if (!by || !this.pass(Math.max(10, this.budget - this.used))) return
    const about = { kind: 'dossier' as const, ref: '', name: 'Hồ sơ' }
    const reasons = [{ code: 'conditions-not-met' as const, about, note: 'Không đáp ứng điều kiện theo quy định.' }]
    if (this.give({ kind: 'refuse', reasons, number: `${this.random.whole(10, 990)}/TB`, files: [] }, by))
      this.handOver(null)
  }

  private handOver(step: OpenStep | null) {
    const how = this.plan.channel === 'online' && this.random.chance(0.7) ? ('online' as const) : ('counter' as const)
    const by = step ? this.worker(this.plan.place.receiving, 'one-stop-officer') : null
    if (!this.pass(how === 'online' ? this.random.between(1, 20) : this.random.between(30, 1900))) return
    const to = this.plan.delegate?.name ?? this.plan.applicant.name
    this.give({ kind: 'return-result', to, how }, by ?? this.worker(this.plan.place.receiving, 'one-stop-officer'))
  }

  /** Lets working time go by; false when the day of loading is reached first. */
  private pass(minutes: number): boolean {
    const next = addWorkingTime(this.now, Math.max(1, Math.round(minutes)), this.world.hours, this.world.calendar)
    if (!next) return false
    next.setUTCSeconds(this.random.whole(1, 59))
    if (this.letterAt && next > this.letterAt) this.apologise(this.letterAt)
    if (next >= this.world.until) return false
    this.now = next
    return true
  }

  private give(command: Command, by: Worker | null): boolean {
    const actor = by ?? { id: null, name: this.plan.applicant.name }
    const decision = decide(this.dossier, command, { ...this.base, now: this.now, actor })
    if (!decision.ok)
      throw new Error(`the demonstration told an illegal story: ${command.kind}: ${JSON.stringify(decision.error)}`)
    for (const event of decision.value) {
      this.dossier = evolve(this.dossier, event, this.id)
      this.told.push({ event, actor: by })
    }
    return decision.value.length > 0
  }

  private worker(unit: string, role: string): Worker | null {
    const able = workersFor(this.world, unit, role)
    const holder = this.dossier?.steps[0]?.officer
    return able.find(each => each.id === holder) ?? (able.length > 0 ? this.random.pick(able) : null)
  }

  private filing(): Filing {
    const { served, place, channel, applicant, delegate } = this.plan
    const papers = served.content.papers
      .filter(paper => paper.required)
      .map(({ code, originals, certified, copies }, place) => ({
        ...{ code, originals, certified, copies },
        files: [...this.digitised.scan(place)]
      }))
    const filing = filingOf(
      {
        case: '',
        channel,
        applicant,
        delegate: delegate ?? undefined,
        content: served.content.name.vi,
        form: {},
        papers,
        feePaid: 0
      },
      { id: served.revision, content: served.content, processId: served.processId },
      {
        receivingUnit: place.receiving,
        settlingUnit: place.settling,
        accountId: null,
        ruleSet: this.world.rules.id,
        fee: 0
      }
    )
    if (!filing.ok) throw new Error(`the demonstration cannot file ${served.content.code}: ${filing.error.code}`)
    return filing.value
  }

  /** Sum of twelve: near enough to the bell curve, and quick. */
  private normal(): number {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += this.random.next()
    return sum
  }
}
