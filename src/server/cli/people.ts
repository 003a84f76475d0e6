import {
  addOfficer,
  addToken,
  loadOfficers,
  officerByLogin,
  OfficerInput,
  resetSecondStep,
  roleFromText,
  ROLES,
  revokeToken,
  tokens,
  writeStaffTemplate
} from '#server/identity/index.ts'
import type { RowReport } from '#server/identity/index.ts'
import { unit } from '#server/organisation/index.ts'
import { dayOf, endOf } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { isId } from '#server/platform/ids.ts'
import { dayGiven, fileGiven, granted, needed, optional } from './command.ts'
import type { Command, Given } from './command.ts'
import { wordsOf } from './words.ts'

const string = { type: 'string' } as const

const addUser: Command = {
  name: 'user add',
  usage: '--login LOGIN --name NAME --unit CODE --role ROLE [--title T] [--email E] [--phone P] [--from DAY] [--head]',
  tells: 'add an officer with a post; prints the one-time password',
  options: {
    login: string,
    name: string,
    unit: string,
    role: string,
    title: string,
    email: string,
    phone: string,
    from: string,
    head: { type: 'boolean' }
  },
  async run(given) {
    const { installation, language, options, say, tell } = given
    const asked = { login: needed(given, 'login'), fullName: needed(given, 'name'), unit: needed(given, 'unit') }
    const role = roleFromText(needed(given, 'role'))
    if (!role || role === 'citizen') {
      const roles = ROLES.filter(one => one !== 'citizen').join(', ')
      throw new RefusedToStart(tell('user.role-odd', { value: needed(given, 'role'), roles }))
    }
    const ctx = await installation.ctx()
    const input = OfficerInput.safeParse({
      ...asked,
      role,
      title: optional(given, 'title') ?? '',
      email: optional(given, 'email') ?? '',
      phone: optional(given, 'phone') ?? '',
      head: options.head === true,
      from: dayGiven(given, 'from') ?? dayOf(ctx.now())
    })
    if (!input.success) {
      const words = input.error.issues.map(issue => wordsOf(language, `field.${issue.message}`) ?? issue.message)
      throw new RefusedToStart(tell('user.faulty', { words: words.join(' ') }))
    }
    const added = granted(language, await addOfficer(ctx, input.data))
    const named = await unit(ctx, input.data.unit)
    const roleName = wordsOf(language, `role.${role}`)
    say(tell('user.added', { name: input.data.fullName, role: roleName, unit: named?.name.vi }))
    say(tell('password.once', { login: input.data.login, password: added.password }))
  }
}

const officers: Command = {
  name: 'officers',
  usage: 'FILE.xlsx [--rehearse] | --template OUT.xlsx',
  tells: 'load officers and posts from a staff list; prints first passwords',
  options: { rehearse: { type: 'boolean' }, template: string },
  async run(given) {
    const { installation, language, options, say, tell } = given
    const ctx = await installation.ctx()
    const template = optional(given, 'template')
    if (template) {
      const root = await unit(ctx, ctx.province.code)
      await writeStaffTemplate(template, { unit: ctx.province.code || 'H01', unitName: root?.name.vi ?? '' })
      return say(tell('template.officers', { path: template }))
    }
    const rehearse = options.rehearse === true
    const loaded = await loadOfficers(ctx, fileGiven(given), { rehearse, report: row => say(rowWords(given, row)) })
    if (!loaded.ok && loaded.error.code === 'officers-file') {
      const words = loaded.error.faults.map(
        fault => wordsOf(language, `officers-file.${fault.code}`, fault) ?? fault.code
      )
      throw new RefusedToStart(tell('officers.unreadable', { words: words.join(' ') }))
    }
    const { rows, refused } = granted(language, loaded)
    const count = (outcome: RowReport['outcome']) => rows.filter(row => row.outcome === outcome).length
    const counts = { added: count('added'), posts: count('post-added'), there: count('already-there'), refused }
    say(tell('officers.summary', { rows: rows.length, ...counts }))
    if (rehearse) say(tell('officers.rehearsed'))
    if (refused > 0) given.failed()
  }
}

function rowWords({ language, tell }: Given, row: RowReport): string {
  const { row: number, login, name } = row
  const who = { row: number, login, name }
  switch (row.outcome) {
    case 'added':
      return tell('officers.added', {
        ...who,
        password: row.password ? tell('officers.password', { password: row.password }) : ''
      })
    case 'post-added':
      return tell('officers.post-added', who)
    case 'already-there':
      return tell('officers.already-there', who)
    case 'refused': {
      const words = row.faults.map(
        fault =>
          wordsOf(language, `officers-file.${fault.code}`, fault) ??
          wordsOf(language, `field.${fault.code}`) ??
          wordsOf(language, `refusal.${fault.code}`, fault) ??
          fault.code
      )
      return tell('officers.refused', { ...who, words: [...new Set(words)].join(' ') })
    }
    default:
      return row satisfies never
  }
}

const tokenAdd: Command = {
  name: 'token add',
  usage: '--client NAME --scopes "dossier.read,dossier.receive" [--unit CODE] [--expires DAY]',
  tells: 'let another system in; prints the token once',
  options: { client: string, unit: string, scopes: string, expires: string },
  async run(given) {
    const { installation, language, say, tell } = given
    const client = needed(given, 'client')
    const scopes = needed(given, 'scopes')
      .split(/[\s,]+/)
      .filter(Boolean)
    const expires = dayGiven(given, 'expires')
    const ctx = await installation.ctx()
    const code = optional(given, 'unit')
    if (code && !(await unit(ctx, code))) throw new RefusedToStart(tell('unit.absent', { unit: code }))
    const added = await addToken(ctx, { client, unit: code, scopes, expiresAt: expires ? endOf(expires) : null })
    if (!added.ok && added.error.code === 'scope-unknown')
      throw new RefusedToStart(tell('token.scope', { value: added.error.scopes.join(', ') }))
    say(tell('token.added', { client }))
    say(granted(language, added).token)
  }
}

const tokenList: Command = {
  name: 'token list',
  usage: '',
  tells: 'the tokens of other systems, without the secrets',
  async run({ installation, say }) {
    for (const { id, client, unit: of, scopes, expiresAt } of await tokens(await installation.ctx()))
      say([id, client, of ?? '-', scopes.join(','), expiresAt?.toISOString() ?? '-'].join('\t'))
  }
}

const tokenRevoke: Command = {
  name: 'token revoke',
  usage: 'ID',
  tells: 'take a token back',
  async run(given) {
    const {
      installation,
      language,
      args: [id = ''],
      say
    } = given
    if (!isId(id)) granted(language, { ok: false, error: { code: 'not-found' } })
    granted(language, await revokeToken(await installation.ctx(), id))
    say(id)
  }
}

const totpReset: Command = {
  name: 'user totp-reset',
  usage: 'LOGIN [--reason WORDS]',
  tells: 'take the second step of an officer away, e.g. after a lost telephone; ends the sessions',
  options: { reason: string },
  async run(given) {
    const {
      installation,
      language,
      args: [login = ''],
      say,
      tell
    } = given
    const ctx = await installation.ctx()
    const account = await officerByLogin(ctx, login)
    if (!account) granted(language, { ok: false, error: { code: 'not-found' } })
    granted(language, await resetSecondStep(ctx, account!, optional(given, 'reason') ?? tell('totp.reason')))
    say(tell('totp.reset', { login }))
  }
}

export const people: readonly Command[] = [addUser, officers, totpReset, tokenAdd, tokenList, tokenRevoke]
