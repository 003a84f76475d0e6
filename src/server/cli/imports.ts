import { createReadStream, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { problemWords, readCalendarFile } from '#server/calendar/index.ts'
import { importProcedures } from '#server/catalogue/index.ts'
import { changeWorkingTime, rehearseChange } from '#server/dossiers/index.ts'
import {
  importUnits,
  isUnitList,
  loadUnitList,
  readUnitList,
  units,
  writeUnitTemplate
} from '#server/organisation/index.ts'
import type { UnitProblem } from '#server/organisation/index.ts'
import { importOnceRules } from '#server/papers/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { importProcesses, sayRemark } from '#server/workflow/index.ts'
import { fileGiven, granted, optional } from './command.ts'
import type { Command, Given } from './command.ts'
import { wordsOf } from './words.ts'

const string = { type: 'string' } as const

const procedures: Command = {
  name: 'import procedures',
  usage: 'FILE.jsonl[.gz] | FILE.csv | FILE.xlsx',
  tells: 'publish procedures (JSON records, or a table by docs/import.md); repeatable',
  async run(given) {
    const { installation, language, say, tell } = given
    const file = fileGiven(given)
    const ctx = await installation.ctx()
    let remarks = 0
    const summary = granted(
      language,
      await importProcedures(ctx, file, ({ line, code, ...said }) => {
        remarks++
        say(tell('import.line', { line, what: code ? ` (${code})` : '', words: said[language] }))
      })
    )
    say(tell('import.procedures', { ...summary, remarks }))
    if (summary.leftOut > 0) given.failed()
  }
}

const onceOnly: Command = {
  name: 'import once-only',
  usage: 'FILE.csv [--rehearse]',
  tells: 'load what may not be asked for (Appendix I of Resolution 66.7/2025); repeatable',
  options: { rehearse: { type: 'boolean' } },
  async run(given) {
    const { installation, language, say, tell } = given
    const ctx = await installation.ctx()
    const rehearse = given.options.rehearse === true
    const report = granted(language, await importOnceRules(ctx, fileGiven(given), { rehearse }))
    for (const { line, text, code } of report.notUnderstood)
      say(tell('import.line', { line, what: ` (${text})`, words: tell(`import.once.${code}`) }))
    for (const { line, text, remark } of report.remarks)
      say(tell('import.line', { line, what: ` (${text})`, words: tell(`import.once.${remark}`) }))
    const { notUnderstood, remarks: _remarks, ...counts } = report
    say(tell('import.once', { ...counts, odd: notUnderstood.length }))
    if (rehearse) say(tell('import.calendar.rehearsed'))
    if (notUnderstood.length > 0) given.failed()
  }
}

const processes: Command = {
  name: 'import processes',
  usage: 'FILE.jsonl[.gz]',
  tells: 'publish internal processes as BPMN that runs; repeatable',
  async run(given) {
    const { installation, language, say, tell } = given
    const file = fileGiven(given)
    const ctx = await installation.ctx()
    const report = granted(language, await importProcesses(ctx, linesOf(file)))
    let remarks = 0
    for (const { line, title, remarks: said } of report.lines) {
      for (const remark of said) {
        remarks++
        say(
          tell('import.line', {
            line,
            what: title ? ` (${title.slice(0, 60)})` : '',
            words: sayRemark(language, remark)
          })
        )
      }
    }
    say(tell('import.processes', { ...report, lines: report.lines.length, remarks }))
    if (report.rejected > 0) given.failed()
  }
}

/** The lines of a file, plain or gzipped; read only when somebody asks for them. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file)
  yield* createInterface({ input: file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes, crlfDelay: Infinity })
}

const unitLists: Command = {
  name: 'import units',
  usage: 'FILE | FOLDER | --template OUT.xlsx [--code H01]',
  tells: "load the province's own units (XLSX, CSV, JSONL, JSON) or maps of the country; repeatable",
  options: { template: string, code: string },
  async run(given) {
    const { installation, language, say, tell } = given
    const template = optional(given, 'template')
    if (template) {
      await writeUnitTemplate(template, optional(given, 'code') ?? 'H01')
      return say(tell('template.units', { path: template }))
    }
    const file = fileGiven(given)
    const ctx = await installation.ctx()
    if (await isUnitList(file)) {
      const known = await units(ctx)
      const list = await readUnitList(file, known)
      if (list.problems.length > 0) throw new RefusedToStart(unitProblems(given, list.problems))
      const loaded = granted(language, await loadUnitList(ctx, list, known))
      return say(tell('import.units.own', { count: loaded.units, file: basename(file) }))
    }
    const reports = granted(
      language,
      await importUnits(ctx, file, report => {
        for (const { line, text, why } of report.notUnderstood)
          say(tell('import.line', { line, what: '', words: `${text}: ${why}` }))
        say(tell('import.units.file', report))
      })
    )
    const left = reports.reduce((sum, report) => sum + report.notUnderstood.length, 0)
    if (left > 0) say(tell('import.units.left', { count: left }))
  }
}

/** Every fault of a list of units on a line of its own, the verdict last. */
export function unitProblems({ language, tell }: Given, problems: readonly UnitProblem[]): string {
  const lines = problems.map(({ row, code, value }) => {
    const words = wordsOf(language, `units-file.${code}`, { value }) ?? `${code} ${value}`
    return row === null ? tell('import.table', { words }) : tell('import.row', { row, words })
  })
  return [...lines, tell('import.units.faulty', { count: problems.length })].join('\n')
}

const calendar: Command = {
  name: 'import calendar',
  usage: 'FILE.csv --decision NUMBER [--reason WORDS] [--rehearse]',
  tells: 'change days off and swapped days; says which open dossiers move, then recomputes them',
  options: { decision: string, reason: string, rehearse: { type: 'boolean' } },
  async run(given) {
    const { installation, language, say, tell } = given
    const path = fileGiven(given)
    const ctx = await installation.ctx()
    const file = readCalendarFile(readFileSync(path, 'utf8'))
    for (const problem of file.problems)
      say(tell('import.line', { line: problem.line, what: '', words: problemWords(language, problem) }))
    if (file.problems.length > 0) given.failed()
    const decision = optional(given, 'decision') ?? basename(path)
    const change = { decision, reason: optional(given, 'reason') ?? '', put: file.days, remove: [] }
    const rehearsed = await rehearseChange(ctx, change)
    const count = { lines: file.lines, problems: file.problems.length }
    if (!rehearsed.ok && rehearsed.error.code === 'calendar-change-empty')
      return say(tell('import.calendar', { ...count, changed: 0 }))
    const { open, moved, earlier, later, steps, answers, changed } = granted(language, rehearsed)
    say(tell('import.calendar', { ...count, changed }))
    say(tell('import.calendar.moved', { open, moved: earlier + later, earlier, later }))
    if (steps + answers > 0) say(tell('import.calendar.below', { steps, answers }))
    if (given.options.rehearse) return say(tell('import.calendar.rehearsed'))
    granted(language, await changeWorkingTime(ctx, change))
    if (moved.length > 0) say(tell('import.calendar.job'))
  }
}

export const imports: readonly Command[] = [procedures, onceOnly, processes, unitLists, calendar]
