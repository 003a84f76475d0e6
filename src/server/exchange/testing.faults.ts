import {
  connectPopulation,
  connectPortal,
  payment,
  paymentOffer,
  population,
  portal,
  putSystem,
  signing,
  signingOffer,
  sms,
  smsOffer
} from './index.ts'
import type { Contract, System, TroubleCode } from './index.ts'
import type { Fault } from '../../../sandbox/faults.ts'

export type SandboxName = 'population' | 'payment' | 'sms' | 'signing' | 'portal'
type Question = { readonly operation: string; readonly request: unknown; readonly answer: object }
export type ConnectorUnderTest = {
  readonly name: string
  readonly sandbox: SandboxName
  readonly contract: Contract
  /** Connects by the settings that the sandbox told. */
  connect(env: NodeJS.ProcessEnv): System
  /** A question of its own each time, with the answer of a healthy system. */
  ask(number: number): Question
}

const an = { number: '099088000011', name: 'Nguyễn Văn An', birth: '1988-04-12' }
const binh = { number: '099192000012', name: 'Trần Thị Bình', birth: '1992-09-30' }
const verify = (number: number): Question => ({
  operation: 'verify',
  request: { person: number % 2 ? an : binh },
  answer: { kind: 'verified' }
})
const asRest = (env: NodeJS.ProcessEnv) => ({
  ...env,
  POPULATION_CONNECTOR: 'rest',
  POPULATION_CERT_FILE: '',
  POPULATION_KEY_FILE: '',
  POPULATION_URL: `${env.POPULATION_URL}/v1`
})

/** Every way to an outside system. A new connector is one entry, and is held to the whole suite. */
export const CONNECTORS: readonly ConnectorUnderTest[] = [
  {
    name: 'population by SOAP',
    sandbox: 'population',
    contract: population,
    connect: env => connectPopulation(env)!,
    ask: verify
  },
  {
    name: 'population by REST',
    sandbox: 'population',
    contract: population,
    connect: env => connectPopulation(asRest(env))!,
    ask: verify
  },
  {
    name: 'payment',
    sandbox: 'payment',
    contract: payment,
    connect: env => paymentOffer.connect(env)!,
    ask: number => ({
      operation: 'create',
      request: {
        reference: `order-${number}`,
        amount: 8000,
        description: 'Phi',
        returnUrl: 'http://127.0.0.1:9/back',
        notifyUrl: 'http://127.0.0.1:9/notify'
      },
      answer: { kind: 'created' }
    })
  },
  {
    name: 'sms',
    sandbox: 'sms',
    contract: sms,
    connect: env => smsOffer.connect(env)!,
    ask: number => ({
      operation: 'send',
      request: { reference: `notice-${number}`, to: '0912345678', text: 'Hồ sơ đã có kết quả' },
      answer: { kind: 'accepted' }
    })
  },
  {
    name: 'signing',
    sandbox: 'signing',
    contract: signing,
    connect: env => signingOffer.connect(env)!,
    ask: number => ({
      operation: 'sign',
      request: {
        reference: `document-${number}`,
        signer: 'chutich.mogiang',
        certificate: '5401',
        hash: Buffer.alloc(32, number).toString('base64'),
        document: 'Giấy khai sinh'
      },
      answer: { kind: 'waiting' }
    })
  },
  {
    name: 'portal',
    sandbox: 'portal',
    contract: portal,
    connect: env => connectPortal(env)!,
    ask: number => ({
      operation: 'look-up',
      request: { codes: [`H99-${number}`], changedAfter: null },
      answer: { kind: 'known' }
    })
  }
]

/** Each kind of fault, and what it is to us. */
export const NETWORK_FAULTS: readonly (readonly [fault: Fault, named: TroubleCode])[] = [
  ['latency', 'timeout'],
  ['error-500', 'server-error'],
  ['hang', 'timeout'],
  ['half-answer', 'half-answer'],
  ['wrong-schema', 'malformed'],
  ['duplicate', 'not-ours'],
  ['out-of-order', 'not-ours'],
  ['expired-certificate', 'certificate']
]

/** Connects with short waits, and a breaker that opens at the given number of failures. */
export function connectBriefly(connector: ConnectorUnderTest, env: NodeJS.ProcessEnv, failures = 1000): void {
  const system = connector.connect(env)
  const times = { direct: 1_200, background: 1_200 }
  const operations = Object.fromEntries(
    Object.entries(connector.contract.operations).map(([name, operation]) => [name, { ...operation, timeoutMs: times }])
  )
  const breaker = { ...system.limits.breaker, failures }
  putSystem({ ...system, contract: { ...connector.contract, operations }, limits: { ...system.limits, breaker } })
}
