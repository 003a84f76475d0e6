/** `npm run bench [-- NAME ...]`: ratios against a baseline of the same run, as a table and in `bench/results.json`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/project.ts'

type Target = {
  readonly ratio?: number
  readonly ratioAtMost?: number
  readonly ours?: number
  readonly oursAtMost?: number
}
type Figure = {
  readonly name: string
  readonly ours: number
  readonly baseline: number
  readonly ratio: number
  readonly unit: string
  readonly target?: Target
}

const BENCHMARKS: Readonly<Record<string, () => Promise<{ run(): Promise<Figure> }>>> = {
  dossiers: () => import('./dossiers.ts'),
  tracking: () => import('./tracking.ts'),
  queue: () => import('./queue.ts'),
  calendar: () => import('./calendar.ts'),
  print: () => import('./print.ts'),
  startup: () => import('./startup.ts'),
  steps: () => import('./steps.ts'),
  catalogue: () => import('./catalogue.ts'),
  degraded: () => import('./degraded.ts'),
  reform: () => import('./reform.ts'),
  documents: () => import('./documents.ts'),
  reading: () => import('./reading.ts')
}
const RESULTS = join(projectRoot, 'bench', 'results.json')

const asked = process.argv.slice(2)
const unknown = asked.find(name => !BENCHMARKS[name])
if (unknown) {
  console.error(`There is no benchmark "${unknown}"; there are: ${Object.keys(BENCHMARKS).join(', ')}.`)
  process.exit(1)
}
const results: Record<string, object> = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {}
let missed = 0
console.log(row('benchmark', 'ours', 'baseline', 'ratio', 'unit', 'target'))
for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
  const before = loadavg()[0]!
  const figure = await (await BENCHMARKS[name]!()).run()
  const met = meets(figure)
  if (!met) missed++
  const machine = { processors: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), loadBefore: before }
  results[name] = { ...figure, met, measuredAt: new Date().toISOString(), node: process.versions.node, machine }
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
  const said = `${targetWords(figure.target)}${met ? '' : '  MISSED'}`
  console.log(row(name, number(figure.ours), number(figure.baseline), figure.ratio.toFixed(2), figure.unit, said))
}
console.log(missed === 0 ? 'bench: every target is met' : `bench: ${missed} targets missed`)
process.exit(missed === 0 ? 0 : 1)

function meets({ ours, ratio, target = {} }: Figure): boolean {
  return (
    ratio >= (target.ratio ?? -Infinity) &&
    ratio <= (target.ratioAtMost ?? Infinity) &&
    ours >= (target.ours ?? -Infinity) &&
    ours <= (target.oursAtMost ?? Infinity)
  )
}

function targetWords(target: Target = {}): string {
  const words = [
    target.ratio && `ratio >= ${target.ratio}`,
    target.ratioAtMost && `ratio <= ${target.ratioAtMost}`,
    target.ours && `>= ${target.ours}`,
    target.oursAtMost && `<= ${target.oursAtMost}`
  ]
  return words.filter(Boolean).join(', ')
}

function number(figure: number): string {
  return figure >= 100 ? Math.round(figure).toString() : figure.toPrecision(3)
}

function row(name: string, ours: string, baseline: string, ratio: string, unit: string, target: string): string {
  return `${name.padEnd(10)} ${ours.padStart(10)} ${baseline.padStart(10)} ${ratio.padStart(8)}  ${unit.padEnd(32)} ${target}`
}
