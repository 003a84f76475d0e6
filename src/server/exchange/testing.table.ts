import { CONNECTORS, NETWORK_FAULTS } from './testing.faults.ts'
import type { SandboxName } from './testing.faults.ts'

/** What each system's trouble means to people, to the record, and after it. One row of the suite named in `test`. */
const MEANS: Record<SandboxName, { sees: string; keeps: string; heals: string; test: string }> = {
  population: {
    sees: 'the desk: a banner, receive as usual, checked later; the applicant: nothing',
    keeps: 'the check, in the outbox; the outage on the dossier',
    heals: 'checked once; result and outage noted on the dossier',
    test: 'linkage/faults.test.ts'
  },
  payment: {
    sees: 'the applicant: not answering, nothing more charged, pay later or at the desk',
    keeps: 'the order stays open',
    heals: 'what was paid is entered once; asked every five minutes',
    test: 'payments/payments.test.ts'
  },
  sms: {
    sees: 'the desk: the notice is waiting; mail and the application go on',
    keeps: 'the message, in the outbox',
    heals: 'goes out once, and the notice is sent',
    test: 'notices/sms.test.ts'
  },
  signing: {
    sees: 'the caller: a named trouble (its screens come with signatures)',
    keeps: 'the request may wait in the outbox',
    heals: 'one transaction for one reference',
    test: 'exchange/contracts.test.ts'
  }
}

/** Refusals of the population database that are answers and no outage. */
export const REFUSALS = [
  {
    fault: 'quota',
    sees: '"used up today"; the officer goes on',
    keeps: 'the answer `quota`; the check, in the outbox',
    heals: 'checked the next day'
  },
  {
    fault: 'locked',
    sees: '"the account is locked"; the officer goes on',
    keeps: 'the answer `locked`; the check ends',
    heals: 'an administrator maps another account'
  }
] as const

/** How soon somebody who waits is told. */
const SLOW = new Set<string>(['latency', 'hang', 'out-of-order'])

/** Fault x connector x what people see x what is kept x what happens when it heals x the test, as Markdown. */
export function faultTable(): string {
  const cells = NETWORK_FAULTS.flatMap(([fault, named]) =>
    CONNECTORS.map(({ name, sandbox, contract }) => {
      const { sees, keeps, heals, test } = MEANS[sandbox]
      const wait = Math.max(...Object.values(contract.operations).map(({ timeoutMs }) => timeoutMs.direct))
      const when = SLOW.has(fault) ? `after ${wait / 1000} s ` : ''
      return [`\`${fault}\``, name, `${when}${sees}`, `request, \`${named}\`; ${keeps}`, heals, test]
    })
  )
  const refusals = REFUSALS.flatMap(({ fault, sees, keeps, heals }) =>
    CONNECTORS.filter(({ sandbox }) => sandbox === 'population').map(({ name }) => [
      `\`${fault}\``,
      name,
      `the desk: ${sees}`,
      keeps,
      heals,
      MEANS.population.test
    ])
  )
  const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`
  const head = ['fault', 'connector', 'who sees what', 'what is stored', 'when it heals', 'test']
  return [row(head), row(head.map(() => '---')), ...[...cells, ...refusals].map(row)].join('\n')
}
