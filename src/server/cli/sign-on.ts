import { existsSync, readFileSync } from 'node:fs'
import { ProviderInput, providerStates, saveProvider, switchProvider } from '#server/identity/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { fileGiven, granted, optional } from './command.ts'
import type { Command, Given } from './command.ts'

const string = { type: 'string' } as const

const connect: Command = {
  name: 'sign-on connect',
  usage: 'FILE.json [--secret-file FILE]',
  tells: 'connect an identity provider (OpenID Connect) or change one; the secret is kept sealed',
  options: { 'secret-file': string },
  async run(given) {
    const { installation, language, say, tell } = given
    const read = ProviderInput.safeParse(settingsIn(given))
    if (!read.success) {
      const words = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      throw new RefusedToStart(tell('sign-on.faulty', { words: words.join('; ') }))
    }
    const ctx = await installation.ctx()
    granted(language, await saveProvider(ctx, read.data))
    const provider = read.data.code
    say(tell('sign-on.connected', { provider, address: `${ctx.province.origin}/sign-on/${provider}/return` }))
    if (!(await tellState(given, provider))) given.failed()
  }
}

/** The file as it is, or what stands under `provider` in the line a sandbox says when it is ready. */
function settingsIn(given: Given): unknown {
  const path = fileGiven(given)
  const secretFile = optional(given, 'secret-file')
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as { provider?: object; code?: string }
    const input = file.provider ?? file
    return secretFile && existsSync(secretFile) ? { ...input, secret: readFileSync(secretFile, 'utf8').trim() } : input
  } catch (error) {
    throw new RefusedToStart(given.tell('sign-on.faulty', { words: String(error) }))
  }
}

async function tellState({ installation, say, tell }: Given, code: string): Promise<boolean> {
  const one = (await providerStates(await installation.ctx())).find(each => each.code === code)
  if (!one) throw new RefusedToStart(tell('sign-on.none', { provider: code }))
  say(tell(one.downSince ? 'sign-on.silent' : 'sign-on.answers', { provider: code, issuer: one.issuer }))
  return one.downSince === null
}

const check: Command = {
  name: 'sign-on check',
  usage: '',
  tells: 'each identity provider with its state, as JSON',
  async run({ installation, say, failed }) {
    const states = await providerStates(await installation.ctx())
    for (const state of states) say(JSON.stringify(state))
    if (states.some(state => state.enabled && state.downSince)) failed()
  }
}

const switching = (to: 'on' | 'off'): Command => ({
  name: `sign-on ${to}`,
  usage: 'CODE',
  tells: to === 'on' ? 'let people sign on with a provider again' : 'switch an identity provider off; links stay',
  async run({ installation, language, args: [code = ''], say, tell }) {
    granted(language, await switchProvider(await installation.ctx(), code, to === 'on'))
    say(tell('sign-on.switched', { provider: code, state: to }))
  }
})

export const signOn: readonly Command[] = [connect, check, switching('on'), switching('off')]
