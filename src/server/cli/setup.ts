import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { importCalendar, installCalendar } from '#server/calendar/index.ts'
import { addOfficer, OfficerInput, resetPassword } from '#server/identity/index.ts'
import { loadUnitList, readUnitList } from '#server/organisation/index.ts'
import type { Unit, UnitList } from '#server/organisation/index.ts'
import { dayOf, migrate, prepareJobs, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { enterRules, ruleSetOn, ruleSets } from '#server/rulesets/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import { granted, needed, optional } from './command.ts'
import type { Command, Given } from './command.ts'
import { unitProblems } from './imports.ts'
import type { CliKey } from './words.ts'
import { refusalWords, wordsOf } from './words.ts'

const string = { type: 'string' } as const
const ONLINE = ['own', 'national-portal', 'by-rule-set'] as const

export const setup: Command = {
  name: 'setup',
  usage:
    '--code H01 --name NAME --admin LOGIN --admin-name NAME [--units FILE] [--calendar FILE] [--rules 2018|2025] [--online own|national-portal|by-rule-set]',
  tells: 'make an empty province: units, rule set, calendar, first administrator; asks on a terminal',
  options: {
    code: string,
    name: string,
    admin: string,
    'admin-name': string,
    units: string,
    calendar: string,
    rules: string,
    online: string
  },
  async run(given) {
    const { installation, language, say, tell } = given
    const { config, databaseUrl } = installation
    await migrate(databaseUrl, config.schema)
    await prepareJobs(databaseUrl)
    const ctx = await installation.ctx()
    await refuseUnlessEmpty(ctx, given)
    const asked = await answers(given, dayOf(ctx.now()))
    const list = await unitsAsked(given, asked)
    const calendarFile = asked.calendar ? readFileSync(asked.calendar, 'utf8') : null
    granted(language, await loadUnitList(ctx, list, []))
    say(tell('setup.units', { count: list.units.length }))
    await fillCalendar(ctx, given, calendarFile)
    await enterRules(ctx, { ruleSet: asked.rules.id, from: dayOf(ctx.now()), reason: 'setup' })
    say(tell('setup.rules', { name: wordsIn(language, asked.rules.name) }))
    const password = await firstAdministrator(ctx, given, asked)
    await ctx.sql`
      insert into province (code, name, demonstration, online_filing, set_up_at)
      values (${asked.code}, ${asked.name}, false, ${asked.online}, ${ctx.now()})`
    say(tell('setup.done', asked))
    say(tell('password.once', { login: asked.admin.toLowerCase(), password }))
    say(tell('setup.next'))
  }
}

async function refuseUnlessEmpty({ sql, province }: Ctx, { tell }: Given): Promise<void> {
  const [there] = await sql<{ code: string; name: string }[]>`select code as "code", name as "name" from province`
  if (there) throw new RefusedToStart(tell('setup.exists', there))
  const [used] = await sql<{ any: boolean }[]>`
    select exists (select from dossier) or exists (select from account where kind <> 'officer')
      or (select count(*) > 1 from account) as "any"`
  if (used?.any) throw new RefusedToStart(tell('setup.not-empty', { schema: province.schema }))
}

type Answers = {
  readonly code: string
  readonly name: string
  readonly admin: string
  readonly adminName: string
  readonly units: string | null
  readonly calendar: string | null
  readonly rules: RuleSet
  readonly online: string
}

/** From the options; on a terminal what is missing is asked for. */
async function answers(given: Given, today: Day): Promise<Answers> {
  const { tell, language } = given
  const terminal = process.stdin.isTTY && process.stdout.isTTY
  const lines = terminal ? createInterface({ input: process.stdin, output: process.stdout }) : null
  const ask = async (option: string, key: CliKey): Promise<string> =>
    optional(given, option) ?? ((lines ? (await lines.question(tell(key))).trim() : '') || needed(given, option))
  const askFile = async (option: string, key: CliKey): Promise<string | null> => {
    const path = optional(given, option) ?? (lines ? (await lines.question(tell(key))).trim() : '')
    if (path && !existsSync(path)) throw new RefusedToStart(tell('file.absent', { path }))
    return path || null
  }
  const rulesQuestion = () =>
    tell('ask.rules', {
      sets: ruleSets.map(set => `  ${yearOf(set)}: ${wordsIn(language, set.name)}`).join('\n'),
      usual: yearOf(ruleSetOn(today))
    })
  try {
    const asked = {
      code: await ask('code', 'ask.code'),
      name: await ask('name', 'ask.name'),
      admin: await ask('admin', 'ask.admin'),
      adminName: await ask('admin-name', 'ask.adminName'),
      units: await askFile('units', 'ask.units'),
      calendar: await askFile('calendar', 'ask.calendar'),
      rules: rulesNamed(given, optional(given, 'rules') ?? (lines ? await lines.question(rulesQuestion()) : ''), today),
      online: optional(given, 'online') ?? 'by-rule-set'
    }
    if (!/^[A-Z][A-Z0-9]{1,5}$/.test(asked.code))
      throw new RefusedToStart(tell('setup.code-odd', { value: asked.code }))
    if (!(ONLINE as readonly string[]).includes(asked.online)) throw new RefusedToStart(tell('setup.online-odd'))
    return asked
  } finally {
    lines?.close()
  }
}

const yearOf = ({ id }: RuleSet): string => id.replace('vn-', '')

/** The rule set named by its year; nothing said means the one in force today. One that is not in force yet is refused. */
function rulesNamed({ tell }: Given, typed: string, today: Day): RuleSet {
  const value = typed.trim()
  const found = value === '' ? ruleSetOn(today) : ruleSets.find(set => yearOf(set) === value)
  if (!found || found.validFrom > today)
    throw new RefusedToStart(tell('setup.rules-odd', { value, known: ruleSets.map(yearOf).sort().join(', ') }))
  return found
}

/** The list given, under the province's own unit. Every fault is told before anything is written. */
async function unitsAsked(given: Given, { code, name, units }: Answers): Promise<UnitList> {
  const root: Unit = {
    code,
    kind: 'province',
    level: 'province',
    name: { vi: `Ủy ban nhân dân ${name.charAt(0).toLowerCase()}${name.slice(1)}`, en: '' },
    parent: null,
    validFrom: '2025-07-01',
    validTo: null,
    receives: false,
    settles: true,
    address: '',
    phone: '',
    source: 'setup'
  }
  if (!units) return { units: [root], shortNames: {}, problems: [] }
  const list = await readUnitList(units, [root])
  if (list.problems.length > 0) throw new RefusedToStart(unitProblems(given, list.problems))
  return list.units.some(unit => unit.code === code) ? list : { ...list, units: [root, ...list.units] }
}

async function fillCalendar(ctx: Ctx, given: Given, file: string | null): Promise<void> {
  const { language, say, tell } = given
  let { days } = granted(language, await installCalendar(ctx))
  if (file !== null) {
    const report = granted(language, await importCalendar(ctx, file, { decision: 'setup', reason: '' }))
    days += report.changes.length
    if (report.problems.length > 0) given.failed()
    say(tell('import.calendar', { ...report, changed: report.changes.length, problems: report.problems.length }))
  }
  say(tell('setup.calendar', { days }))
}

/** The first account. A set-up that broke off after it gives it a new password. */
async function firstAdministrator(ctx: Ctx, { language, tell }: Given, asked: Answers): Promise<string> {
  const input = OfficerInput.safeParse({
    login: asked.admin,
    fullName: asked.adminName,
    unit: asked.code,
    role: 'administrator',
    head: false,
    from: dayOf(ctx.now())
  })
  if (!input.success) {
    const words = input.error.issues.map(issue => wordsOf(language, `field.${issue.message}`) ?? issue.message)
    throw new RefusedToStart(tell('user.faulty', { words: words.join(' ') }))
  }
  const added = await addOfficer(ctx, input.data)
  if (added.ok) return added.value.password
  if (added.error.code !== 'login-taken') throw new RefusedToStart(refusalWords(language, added.error))
  const [account] = await ctx.sql<{ id: string }[]>`select id as "id" from account where login = ${input.data.login}`
  return granted(language, await resetPassword(ctx, account!.id)).password
}
