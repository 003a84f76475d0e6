import type { Fault } from '../../../sandbox/faults.ts'
import { CONNECTORS, NETWORK_FAULTS } from './testing.faults.ts'

/** A kind of fault, and what the record of the suite's question names it. */
export type Faulted = readonly [fault: Fault | IdentityFault, named: string]
/** What only an identity provider can do wrong. */
export type IdentityFault = 'unknown-key' | 'clock'

/**
 * One column: what trouble of a connector means to people, to what is kept, and after it. `test` holds it to each fault
 * of `faults`, which it has from `faultsOf`: a cell that is told and not tested, or the other way round, cannot be.
 */
type Column = {
  readonly sees: string
  readonly keeps: string
  readonly heals: string
  readonly test: string
  readonly faults: readonly Faulted[]
  /** Seconds after which somebody who waits is told of a fault that takes its time; null: nobody waits. */
  readonly wait: number | null
}
export type ColumnName = keyof typeof COLUMNS

/** One answer alone has none to change places with: it is late. */
const ALONE: readonly Faulted[] = NETWORK_FAULTS.map(([fault, named]) => [
  fault,
  fault === 'out-of-order' ? 'timeout' : named
])

/** Refusals of the population database that are answers and no outage. */
export const REFUSALS = [
  {
    fault: 'quota',
    sees: 'the desk: "used up today"; the officer goes on',
    keeps: 'the answer `quota`; the check, in the outbox',
    heals: 'checked the next day'
  },
  {
    fault: 'locked',
    sees: 'the desk: "the account is locked"; the officer goes on',
    keeps: 'the answer `locked`; the check ends',
    heals: 'an administrator maps another account'
  }
] as const

const waitOf = (name: string): number => {
  const { contract } = CONNECTORS.find(each => each.name === name)!
  return Math.max(...Object.values(contract.operations).map(({ timeoutMs }) => timeoutMs.direct)) / 1000
}
const population = (name: string): Column => ({
  sees: 'the desk: a banner, receive as usual, checked later; the applicant: nothing',
  keeps: 'the check, in the outbox; the outage on the dossier',
  heals: 'checked once; result and outage noted on the dossier',
  test: 'linkage/faults.test.ts',
  faults: [...ALONE, ...REFUSALS.map(({ fault }) => [fault, 'answered'] as const)],
  wait: waitOf(name)
})

const COLUMNS = {
  'population by SOAP': population('population by SOAP'),
  'population by REST': population('population by REST'),
  payment: {
    sees: 'the applicant: not answering, nothing more charged, pay later or at the desk',
    keeps: 'the order stays open',
    heals: 'what was paid is entered once; asked every five minutes',
    test: 'payments/payments.test.ts',
    faults: NETWORK_FAULTS,
    wait: waitOf('payment')
  },
  sms: {
    sees: 'the desk: the notice is waiting; mail and the application go on',
    keeps: 'the message, in the outbox',
    heals: 'goes out once, and the notice is sent',
    test: 'notices/sms.test.ts',
    faults: ALONE,
    wait: waitOf('sms')
  },
  signing: {
    sees: 'the caller: a named trouble (its screens come with signatures)',
    keeps: 'the request may wait in the outbox',
    heals: 'one transaction for one reference',
    test: 'exchange/contracts.test.ts',
    faults: NETWORK_FAULTS,
    wait: waitOf('signing')
  },
  portal: {
    sees: 'the desk: a banner, every step goes on at once; the applicant: the state here, which is the true one',
    keeps: 'the messages, in their order; what people did there, there; the outage, as proof of whose delay it is',
    heals: 'told once and in order, what people did there arrives once; the banner goes',
    test: 'national/faults.test.ts',
    faults: ALONE,
    wait: null
  },
  'identity provider': {
    sees: 'who signs on: a calm sentence, the way back kept, the local account offered',
    keeps: 'the attempt is over; no session, no link, since when it is down',
    heals: 'the next sign-on goes through, asked again after ten seconds',
    test: 'identity/signon/faults.test.ts',
    faults: [
      ['latency', 'provider-down'],
      ['error-500', 'provider-down'],
      ['hang', 'provider-down'],
      ['half-answer', 'provider-down'],
      ['wrong-schema', 'answer-untrusted'],
      ['duplicate', 'attempt-over'],
      ['out-of-order', 'attempt-over'],
      ['expired-certificate', 'provider-down'],
      ['unknown-key', 'answer-untrusted'],
      ['clock', 'answer-untrusted']
    ],
    wait: 5
  }
} satisfies Record<string, Column>

/** The faults of one column, for the suite that tests them. */
export const faultsOf = (name: ColumnName): readonly Faulted[] => COLUMNS[name].faults
export const columns = (): readonly (Column & { readonly name: string })[] =>
  Object.entries(COLUMNS).map(([name, column]) => ({ name, ...column }))

/** How soon somebody who waits is told. */
const SLOW = new Set<string>(['latency', 'hang', 'out-of-order'])

/** Fault x connector x what people see x what is kept x what happens when it heals x the test, as Markdown. */
export function faultTable(): string {
  const all = columns()
  const faults = [...new Set(all.flatMap(column => column.faults.map(([fault]) => fault)))]
  const cells = faults.flatMap(fault =>
    all.flatMap(column => {
      const found = column.faults.find(([each]) => each === fault)
      return found ? [cell(column, found)] : []
    })
  )
  const row = (parts: readonly string[]) => `| ${parts.join(' | ')} |`
  const head = ['fault', 'connector', 'who sees what', 'what is stored', 'when it heals', 'test']
  return [row(head), row(head.map(() => '---')), ...cells.map(row)].join('\n')
}

function cell({ name, test, ...means }: Column & { readonly name: string }, [fault, named]: Faulted): string[] {
  const refusal = REFUSALS.find(each => each.fault === fault)
  if (refusal) return [`\`${fault}\``, name, refusal.sees, refusal.keeps, refusal.heals, test]
  const when = means.wait !== null && SLOW.has(fault) && named !== 'attempt-over' ? `after ${means.wait} s ` : ''
  const kept = name === 'identity provider' ? `\`${named}\`; ${means.keeps}` : `request, \`${named}\`; ${means.keeps}`
  return [`\`${fault}\``, name, `${when}${means.sees}`, kept, means.heals, test]
}
