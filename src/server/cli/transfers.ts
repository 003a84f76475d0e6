import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { exported, FORMATS, importDossiers } from '#server/transfer/index.ts'
import type { Kind } from '#server/transfer/index.ts'
import { fileGiven, granted, optional } from './command.ts'
import type { Command } from './command.ts'
import { wordsOf } from './words.ts'

const string = { type: 'string' } as const

const dossiers: Command = {
  name: 'import dossiers',
  usage: 'FILE [--source CODE] [--rehearse]',
  tells: 'bring in dossiers of another system (CSV, JSONL, XLSX; docs/import.md); repeatable, goes on after a kill',
  options: { source: string, rehearse: { type: 'boolean' } },
  async run(given) {
    const { installation, language, say, tell, progress } = given
    const path = fileGiven(given)
    const rehearse = given.options.rehearse === true
    const ctx = await installation.ctx()
    const onProgress = (_: Ctx, done: number, lines: number) =>
      progress(tell('import.dossiers.progress', { done, lines }))
    const options = { source: optional(given, 'source'), rehearse, onProgress }
    const { lines, counts, faults } = granted(language, await importDossiers(ctx, path, options))
    progress('')
    for (const fault of faults)
      say(
        tell('import.dossier-line', {
          ...fault,
          reason: wordsOf(language, `transfer.reason.${fault.reason}`) ?? fault.reason
        })
      )
    say(tell('import.dossiers', { lines, ...counts }))
    if (rehearse) say(tell('import.dossiers.rehearsed'))
    if (counts.refused > 0) given.failed()
  }
}

const exportOf = (kind: Kind): Command => ({
  name: `export ${kind}`,
  usage: '[--format csv|jsonl|xlsx] [--out FILE]',
  tells: `write all ${kind} with the columns of docs/import.md`,
  options: { format: string, out: string },
  async run(given) {
    const { installation, language, say, tell } = given
    const format = FORMATS.find(each => each === (optional(given, 'format') ?? 'csv'))
    if (!format) throw new RefusedToStart(tell('export.format'))
    const pieces = granted(language, exported(await installation.ctx(), kind, format))
    const out = optional(given, 'out')
    await pipeline(pieces, out ? createWriteStream(out) : process.stdout, { end: out !== null })
    if (out) say(tell('export.written', { path: out }))
  }
})

export const transfers: readonly Command[] = [dossiers, exportOf('dossiers'), exportOf('units'), exportOf('procedures')]
