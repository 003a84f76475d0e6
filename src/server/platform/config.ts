import { resolve } from 'node:path'
import { z } from 'zod'
import { isSchemaName } from './database.ts'
import { projectRoot } from './project.ts'
import { RefusedToStart } from './refused-to-start.ts'

const truth = z.enum(['', '0', '1', 'false', 'true']).transform(word => word === '1' || word === 'true')
const address = (protocols: RegExp) => z.url({ protocol: protocols })

/** Every setting of the process, with the words that explain a wrong one. An empty variable counts as absent. */
const Environment = z.object({
  PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: address(/^postgres(ql)?$/).optional(),
  PROVINCE_SCHEMA: z.string().refine(isSchemaName, 'must be lower-case letters, digits and _').default('h99'),
  DEMONSTRATION: truth.default(true),
  TRUST_PROXY: truth.default(false),
  ORIGIN: address(/^https?$/).optional(),
  SMTP_URL: address(/^smtps?$/).optional(),
  MAIL_FROM: z.string().includes('@', { error: 'must hold an e-mail address' }).default('motcua@localhost'),
  BODY_SIZE_LIMIT: z
    .string()
    .regex(/^\d+[KMG]?$/, 'must be a size such as 32M')
    .default('32M'),
  OUTGOING_PRIVATE: z
    .string()
    .regex(/^$|^[\da-f.:]+\/\d{1,3}(,[\da-f.:]+\/\d{1,3})*$/i, 'must be networks such as 10.1.0.0/16,10.2.0.0/16')
    .default(''),
  INBOX_DIR: z.string().optional(),
  SCAN_FOLDER: z.string().optional(),
  RATE_LIMIT_FACTOR: z.coerce.number('must be a number').min(1).default(1),
  SECRETS_KEY: z
    .string()
    .refine(given => Buffer.from(given, 'base64').length === 32, 'must be 32 bytes in base64')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')
})

/** How this installation is set up; read once at the start and handed down. */
export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** An outside PostgreSQL; null means our own in `dataDir`. */
  readonly databaseUrl: string | null
  readonly schema: string
  /** Load the demonstration province when the database is empty. */
  readonly demonstration: boolean
  readonly trustProxy: boolean
  /** Public base address without a trailing slash. */
  readonly origin: string
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly bodySizeLimit: string
  /** Private networks that webhooks may go to; none unless an operator opens them. */
  readonly outgoingPrivate: readonly string[]
  /** A folder where other systems lay files of their dossiers; null: none is watched. */
  readonly inboxDir: string | null
  /** A folder where scanners lay their files, by unit; null: none is watched. */
  readonly scanFolder: string | null
  /** 32 bytes in base64, the same on every node; null means the file `secrets.key` beside the data. */
  readonly secretsKey: string | null
  readonly logLevel: string
}

/** What is never repeated when a setting is refused. */
const PRIVATE = /KEY|SECRET|PASSWORD|DATABASE_URL|SMTP_URL/

/** Reads settings by their schema, or refuses with one sentence that names the variable. Empty counts as absent. */
export function readSettings<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.infer<S> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  const name = String(path[0])
  const shown = PRIVATE.test(name) || given[name] === undefined ? '' : `="${given[name]}"`
  throw new RefusedToStart(`The setting ${name}${shown} cannot be used: ${message}.`)
}

/** Every setting of the house itself; outside systems read theirs by `readSettings` at the same moment. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const set = readSettings(Environment, environment)
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(projectRoot, set.DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    schema: set.PROVINCE_SCHEMA,
    demonstration: set.DEMONSTRATION,
    trustProxy: set.TRUST_PROXY,
    origin: (set.ORIGIN ?? `http://${hostInAddress(set.HOST)}:${set.PORT}`).replace(/\/+$/, ''),
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.MAIL_FROM,
    bodySizeLimit: set.BODY_SIZE_LIMIT,
    outgoingPrivate: set.OUTGOING_PRIVATE.split(',').filter(Boolean),
    scanFolder: set.SCAN_FOLDER ? resolve(projectRoot, set.SCAN_FOLDER) : null,
    inboxDir: set.INBOX_DIR ? resolve(projectRoot, set.INBOX_DIR) : null,
    secretsKey: set.SECRETS_KEY ?? null,
    logLevel: set.LOG_LEVEL
  }
}

/** The host as people type it: an address for "all addresses" is shown as this machine. */
const hostInAddress = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
