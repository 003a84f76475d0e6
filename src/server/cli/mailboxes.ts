import { boxes, removeBox, setBox } from '#server/scans/index.ts'
import { granted, optional } from './command.ts'
import type { Command } from './command.ts'

export const mailboxes: Command = {
  name: 'mailbox',
  usage: '[ADDRESS --unit CODE | --remove ADDRESS]',
  tells: 'say whose desk letters to an address come to (mail is taken in where MAIL_IN is set); alone, list them',
  options: { unit: { type: 'string' }, remove: { type: 'string' } },
  async run(given) {
    const { installation, language, args, say, tell } = given
    const ctx = await installation.ctx()
    const [remove, unit] = [optional(given, 'remove'), optional(given, 'unit')]
    if (remove) say(tell('mailbox.removed', { address: granted(language, await removeBox(ctx, remove)) }))
    else if (args[0] || unit)
      say(tell('mailbox.set', granted(language, await setBox(ctx, { address: args[0] ?? '', unit: unit ?? '' }))))
    else for (const { address, unit } of await boxes(ctx)) say(`${address} ${unit}`)
  }
}
