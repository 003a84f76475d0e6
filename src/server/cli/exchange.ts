import {
  brokenRecord,
  closeSystems,
  health,
  knownSystems,
  mapAccount,
  permitFields,
  permitted
} from '#server/exchange/index.ts'
import { openOutside } from '../outside.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { granted, needed, optional } from './command.ts'
import type { Command } from './command.ts'

const string = { type: 'string' } as const

const state: Command = {
  name: 'exchange health',
  usage: '',
  tells: 'print the state of each outside system as JSON: breaker, availability, queue, last error',
  async run({ installation, language, say }) {
    openOutside()
    say(JSON.stringify(granted(language, await health(await installation.ctx())), null, 2))
    closeSystems()
  }
}

const account: Command = {
  name: 'exchange account',
  usage: '--login LOGIN --as ACCOUNT [--system population]',
  tells: 'map an officer to an account of an outside system, without which it is not asked',
  options: { login: string, as: string, system: string },
  async run(given) {
    const { installation, language, say, tell } = given
    const asked = { login: needed(given, 'login'), external: needed(given, 'as') }
    const system = optional(given, 'system') ?? 'population'
    granted(language, await mapAccount(await installation.ctx(), system, asked))
    say(tell('exchange.mapped', { ...asked, system }))
  }
}

const verify: Command = {
  name: 'exchange verify',
  usage: '',
  tells: 'recompute the chains and signatures of the record of exchanges; fails where one was changed',
  async run({ installation, say, tell, failed }) {
    openOutside({})
    const ctx = await installation.ctx()
    for (const { contract } of knownSystems()) {
      const position = await brokenRecord(ctx, contract.system)
      const key = position === null ? 'exchange.whole' : 'exchange.broken'
      say(tell(key, { system: contract.system, position }))
      if (position !== null) failed()
    }
  }
}

const permit: Command = {
  name: 'exchange permit',
  usage: '[--procedure CODE --fields name,birth,... --ground LAW]',
  tells: 'say which fields of the population database a procedure may fetch and by what law; without options: list',
  options: { procedure: string, fields: string, ground: string },
  async run(given) {
    const { installation, language, say, tell } = given
    const ctx = await installation.ctx()
    if (!optional(given, 'procedure')) {
      for (const row of granted(language, await permitted(ctx)))
        say(`${row.procedure}\t${row.fields.join(',')}\t${row.legalGround}`)
      return
    }
    const procedure = needed(given, 'procedure')
    const fields = needed(given, 'fields').split(',').filter(Boolean)
    granted(language, await permitFields(ctx, { procedure, fields, legalGround: needed(given, 'ground') }))
    say(tell('exchange.permitted', { procedure, fields: fields.join(', ') }))
  }
}

const rehearsed: Command = {
  name: 'exchange drill',
  usage: '--messages N [--duplicates P] [--out-of-order P] [--kills K]',
  tells: 'rehearse the link to the national portal over a scratch database; fails when the two ledgers differ',
  options: { messages: string, duplicates: string, 'out-of-order': string, kills: string },
  async run(given) {
    const whole = (option: string, otherwise: string, most: number): number => {
      const value = Number(optional(given, option) ?? otherwise)
      if (Number.isInteger(value) && value >= 0 && value <= most) return value
      throw new RefusedToStart(given.tell('exchange.drill-number', { option, most }))
    }
    const asked = {
      messages: whole('messages', needed(given, 'messages'), 10_000_000),
      duplicates: whole('duplicates', '5', 90),
      outOfOrder: whole('out-of-order', '5', 90),
      kills: whole('kills', '0', 100)
    }
    const { drill } = await import('./drill.ts')
    const { ours, portal, differ } = await drill(asked, given.progress)
    given.progress('')
    given.say(`ours ${ours}, portal ${portal}, differ ${differ}`)
    if (differ > 0 || ours !== portal || ours !== asked.messages) given.failed()
  }
}

export const exchangeCommands: readonly Command[] = [state, account, permit, verify, rehearsed]
