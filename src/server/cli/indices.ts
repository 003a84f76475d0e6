import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { faultWords, importPapi, importPci, loadResults, rehearseResults, shipEditions } from '#server/indices/index.ts'
import type { Comparison } from '#server/indices/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { granted } from './command.ts'
import type { Command, Given } from './command.ts'

const LOADERS = { papi: importPapi, pci: importPci } as const

const index: Command = {
  name: 'import index',
  usage: 'papi|pci|examples DIR',
  tells: 'load published results of an index, rebuild its totals from their parts; or the example editions; repeatable',
  async run(given) {
    const { installation, language, say, tell, args } = given
    const [which, folder] = args
    if (which === 'examples') {
      const loaded = await shipEditions(await installation.ctx())
      return say(tell('import.index.examples', { count: loaded.size }))
    }
    if (which !== 'papi' && which !== 'pci')
      throw new RefusedToStart(tell('import.index.which', { value: which ?? '' }))
    if (!folder || !existsSync(folder)) throw new RefusedToStart(tell('file.absent', { path: folder ?? '' }))
    const report = granted(language, await LOADERS[which](await installation.ctx(), resolve(folder)))
    for (const file of report.files) say(tell('import.index.file', file))
    for (const one of report.comparisons) sayComparison(given, one)
    say(tell(`import.index.why.${which}`))
    const totals = report.comparisons.filter(({ what }) => what === 'totals').flatMap(({ rebuilt }) => rebuilt)
    const differ = totals.filter(({ differs }) => differs).length
    say(`${totals.length} totals rebuilt, ${differ} differ`)
    if (differ > 0 || report.files.some(({ rows, stored }) => rows !== stored)) given.failed()
  }
}

/** One line for a year: how many agree, how far the farthest stands, against what; then each that differs. */
function sayComparison({ say, tell }: Given, { what, against, year, rebuilt }: Comparison): void {
  const far = rebuilt.reduce((most, { stated, found }) => Math.max(most, Math.abs(stated - found)), 0)
  const differ = rebuilt.filter(({ differs }) => differs)
  say(
    tell(`import.index.${what}`, {
      year: year ?? '',
      count: rebuilt.length,
      against: tell(`import.index.${against}`),
      differ: differ.length,
      far: far.toFixed(4)
    })
  )
  for (const { subject, stated, found } of differ)
    say(tell('import.index.differs', { year: year ?? '', subject, stated, found: found.toFixed(4) }))
}

const results: Command = {
  name: 'import results',
  usage: 'FILE.xlsx|FILE.csv [--rehearse]',
  tells:
    'load published totals and ranks of all provinces (PAR, SIPAS and others); with --rehearse only say what is in the file',
  options: { rehearse: { type: 'boolean' } },
  async run(given) {
    const { installation, say, tell, args, options } = given
    const [path] = args
    if (!path || !existsSync(path)) throw new RefusedToStart(tell('file.absent', { path: path ?? '' }))
    const ctx = await installation.ctx()
    const rehearsed = granted(given.language, await rehearseResults(ctx, resolve(path)))
    for (const one of rehearsed.years) say(tell('import.results.year', one))
    const faults = [...rehearsed.sheet, ...rehearsed.faults]
    for (const fault of faults) say(`${'row' in fault ? `${fault.row}: ` : ''}${faultWords(given.language, fault)}`)
    const whole = options.rehearse || faults.length > 0
    const stored = whole ? 0 : granted(given.language, await loadResults(ctx, resolve(path))).stored
    say(tell('import.results.done', { rows: rehearsed.read, stored, faults: faults.length }))
    if (faults.length > 0) given.failed()
  }
}

export const indexImports: readonly Command[] = [index, results]
