import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '#server/documents/index.ts'
import type { Reading } from '#server/documents/index.ts'
import { projectRoot } from '#server/platform/project.ts'
import { corpus } from './lib/corpus.ts'
import type { Sample } from './lib/corpus.ts'
import { readingSpeed } from './lib/reading-speed.ts'

/**
 * Reads the corpus and says how much of it is right: letters, fields, QR codes, zones; and what reading costs beside the
 * bare OCR call on the same page. `READING_KEEP=folder` keeps the pictures with what was read.
 */
export async function run() {
  const samples = await corpus()
  const reader = openReader()
  const read: { sample: Sample; reading: Reading | null }[] = []
  for (const [at, sample] of samples.entries()) {
    process.stderr.write(process.stderr.isTTY ? `\r  ${at + 1}/${samples.length} ` : '')
    const answered = await reader.read({ bytes: sample.bytes, type: sample.type })
    read.push({ sample, reading: answered.ok ? answered.value : null })
    if (!answered.ok) console.log(`  ${sample.name}: ${answered.error.code}`)
  }
  reader.close()
  keep(read)
  const figures = {
    documents: samples.length,
    qrUpTo15Degrees: share(read.filter(({ sample }) => sample.truth.qr && sample.state !== 'photo').map(hasCode)),
    qrPhotographed: share(read.filter(({ sample }) => sample.truth.qr && sample.state === 'photo').map(hasCode)),
    zoneUpTo15Degrees: share(read.filter(({ sample }) => sample.truth.zone && sample.state !== 'photo').map(hasZone)),
    zonePhotographed: share(read.filter(({ sample }) => sample.truth.zone && sample.state === 'photo').map(hasZone)),
    fieldsClean: share(read.filter(({ sample }) => sample.state === 'clean').flatMap(fieldsRight)),
    fieldsMild: share(read.filter(({ sample }) => sample.state === 'mild').flatMap(fieldsRight)),
    fieldsPhotographed: share(read.filter(({ sample }) => sample.state === 'photo').flatMap(fieldsRight)),
    fieldsByWordsClean: share(
      read.filter(({ sample }) => sample.state === 'clean' && sample.kind === 'form').flatMap(fieldsRight)
    ),
    letterErrorClean: letters(read.filter(({ sample }) => sample.state === 'clean' && sample.kind === 'form')),
    letterErrorMild: letters(read.filter(({ sample }) => sample.state === 'mild' && sample.kind === 'form')),
    letterErrorPhotographed: letters(read.filter(({ sample }) => sample.state === 'photo' && sample.kind === 'form'))
  }
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name}: ${value}`)
  const speed = await readingSpeed(samples)
  const marks = figures.qrUpTo15Degrees >= 0.98 && figures.fieldsClean >= 0.95
  if (!marks) console.log('  a mark is missed: QR at least 0.98, fields of clean scans at least 0.95')
  return { name: 'pages read', ...speed, ...figures, unit: 'pages/s', target: { ratio: marks ? 1 / 1.15 : Infinity } }
}

type Read = { readonly sample: Sample; readonly reading: Reading | null }

const share = (right: readonly boolean[]): number =>
  Math.round((right.filter(Boolean).length / right.length) * 1000) / 1000
const hasCode = ({ sample, reading }: Read): boolean =>
  reading?.codes.some(code => code.text === sample.truth.qr) ?? false
const hasZone = ({ sample, reading }: Read): boolean =>
  reading?.zone?.valid === true && reading.zone.number === sample.truth.fields.number

/** Field by field: the very value, nothing nearly right. */
const fieldsRight = ({ sample, reading }: Read): boolean[] =>
  Object.entries(sample.truth.fields).map(
    ([name, value]) => reading?.fields[name as keyof Reading['fields']]?.value === value
  )

/** Letters to change, per letter of the truth; line breaks and spaces count as one space. */
function letters(read: readonly Read[]): number {
  const flat = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
  let wrong = 0
  let all = 0
  for (const { sample, reading } of read) {
    const truth = flat(sample.truth.lines.join(' '))
    wrong += distance(truth, flat(reading?.text ?? ''))
    all += truth.length
  }
  return Math.round((wrong / all) * 10_000) / 10_000
}

/** Levenshtein, row by row. */
function distance(one: string, other: string): number {
  let row = Uint32Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = new Uint32Array(other.length + 1)
    next[0] = i
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1))
    row = next
  }
  return row[other.length]!
}

function keep(read: readonly Read[]) {
  const folder = process.env.READING_KEEP
  if (!folder) return
  mkdirSync(join(projectRoot, folder), { recursive: true })
  for (const { sample, reading } of read) {
    const found = {
      truth: sample.truth,
      read: reading && { ...reading, pages: reading.pages.map(({ lines: _, ...page }) => page) }
    }
    writeFileSync(join(projectRoot, folder, `${sample.name}.jpg`), sample.bytes)
    writeFileSync(join(projectRoot, folder, `${sample.name}.json`), JSON.stringify(found, null, 1))
  }
}
