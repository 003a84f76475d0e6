import { feesOf } from './import.fees.rules.ts'
import { limitsOf } from './import.limits.rules.ts'
import { KNOWN_MEMBERS } from './import.model.ts'
import type { ImportedPaper, ImportedProcedure, Notice } from './import.model.ts'
import { sha256 } from './hash.rules.ts'
import { NATIONAL_CODE } from './model.ts'
import type { Channel, Level, Limit, Paper, ProcedureContent } from './model.ts'
import { fieldCode } from './search.rules.ts'

const WAYS: Readonly<Record<string, Channel>> = { direct: 'counter', online: 'online', postal: 'post' }
const LEVELS: Readonly<Record<string, Level>> = {
  commune: 'commune',
  province: 'province',
  ministry: 'ministry',
  other: 'other'
}

/**
 * Reads an imported record into what a revision publishes. Nothing is guessed: what is not understood stays as words and
 * is named in the notices; the whole record is kept beside the revision anyway.
 */
export function readRecord(
  record: ImportedProcedure,
  raw: object,
  on: { day: string; ruleSet: string }
): { content: ProcedureContent; notices: Notice[] } {
  const channels = record.channels.map(channel => ({ ...channel, way: WAYS[channel.channel] ?? null }))
  const limits = limitsOf(record, channels)
  const fees = feesOf(channels)
  const papers = papersOf(record)
  const levels = levelsOf(record)
  const field = record.field.trim() || record.ministry
  const content: ProcedureContent = {
    code: record.code,
    name: { vi: record.name },
    field: { code: fieldCode(field), name: { vi: field || 'Lĩnh vực khác' } },
    level: levels.levels[0] ?? 'other',
    levels: levels.levels,
    kind: record.kind,
    agency: record.agency,
    settling: settlingOf(levels.levels),
    authority: record.authority,
    applicants: joinSplitNames(record.applicants),
    limits: limits.limits,
    statutory: limits.statutory,
    promise: null,
    atOnce: false,
    serviceLevel: channels.some(channel => channel.way === 'online') ? 'partial' : 'information',
    papers: papers.papers,
    sets: 1,
    fees: fees.fees,
    results: record.results
      .filter(result => result.name)
      .map(result => ({ code: result.code, name: { vi: result.name } })),
    legalBases: record.legal_bases_text ? [record.legal_bases_text] : [],
    conditions: record.conditions,
    steps: record.steps.split('\n').flatMap(step => (step.trim() ? [{ vi: step.trim() }] : [])),
    form: null,
    processId: null,
    lateRule: null,
    deadlineRules: {},
    announced: { number: record.decision, announcedOn: null, madePublicOn: null, inForceOn: null },
    ruleSet: on.ruleSet,
    validFrom: on.day,
    note: ''
  }
  return {
    content,
    notices: [...general(record, raw), ...levels.notices, ...limits.notices, ...fees.notices, ...papers.notices]
  }
}

/** Doubts of the source that this import finds and names by itself. */
const SEEN_OURSELVES = new Set([
  'no_agency',
  'time_unit_unspecified',
  'no_time',
  'fee_suspect',
  'time_fee_glued',
  'no_components'
])

function general(record: ImportedProcedure, raw: object): Notice[] {
  const strange = Object.keys(raw).filter(member => !KNOWN_MEMBERS.has(member))
  return [
    ...(NATIONAL_CODE.test(record.code) ? [] : [{ kind: 'code-odd', detail: record.code } as const]),
    ...strange.map(member => ({ kind: 'member-unknown', detail: member }) as const),
    ...(record.agency.trim() ? [] : [{ kind: 'agency-missing', detail: '' } as const]),
    ...record.quality
      .filter(mark => !SEEN_OURSELVES.has(mark))
      .map(mark => ({ kind: 'source-doubtful', detail: mark }) as const)
  ]
}

function levelsOf(record: ImportedProcedure): { levels: Level[]; notices: Notice[] } {
  const unknown = record.level.filter(level => !LEVELS[level])
  const levels = [...new Set(record.level.map(level => LEVELS[level] ?? 'other'))]
  return {
    levels: levels.length > 0 ? levels : ['other'],
    notices: (levels.length > 0 ? unknown : ['']).map(level => ({ kind: 'level-unknown', detail: level }))
  }
}

const settlingOf = (levels: readonly Level[]): ProcedureContent['settling'] =>
  levels.includes('commune')
    ? { kind: 'commune', code: null }
    : levels.includes('province')
      ? { kind: 'department', code: null }
      : { kind: 'elsewhere', code: null }

/** The source split names at commas inside brackets: `Tổ chức (không bao gồm doanh nghiệp` + `HTX)` is one. */
function joinSplitNames(names: readonly string[]): string[] {
  const joined: string[] = []
  for (const name of names) {
    const last = joined.at(-1)
    const open = last !== undefined && (last.match(/\(/g)?.length ?? 0) > (last.match(/\)/g)?.length ?? 0)
    if (open) joined[joined.length - 1] = `${last}, ${name}`
    else joined.push(name)
  }
  return [...new Set(joined)]
}

function papersOf(record: ImportedProcedure): { papers: Paper[]; notices: Notice[] } {
  const seen = new Map<string, number>()
  const papers = record.components.filter(paper => paper.name.trim()).map(paper => paperOf(paper, seen))
  const notes = papers.filter(paper => !paper.required && paper.originals + paper.copies === 0).length
  return {
    papers,
    notices: [
      ...(papers.length === 0
        ? [{ kind: 'papers-missing', detail: record.components_text.slice(0, 200) } as const]
        : []),
      ...(notes > 0 ? [{ kind: 'paper-not-a-paper', detail: String(notes) } as const] : [])
    ]
  }
}

/** Papers carry no code of their own in the data: theirs is made from case and name, so that it stays when they are reordered. */
function paperOf(paper: ImportedPaper, seen: Map<string, number>): Paper {
  const stem = `p-${sha256(`${paper.case}\n${paper.name}`).slice(0, 10)}`
  const times = (seen.get(stem) ?? 0) + 1
  seen.set(stem, times)
  const originals = Math.max(0, Math.round(paper.originals ?? 0))
  const copies = Math.max(0, Math.round(paper.copies ?? 0))
  return {
    code: times === 1 ? stem : `${stem}-${times}`,
    name: { vi: paper.name.trim() },
    originals,
    certified: 0,
    copies,
    template: paper.template || null,
    case: paper.case,
    required: paper.case === '' && originals + copies > 0 && !/nếu có/i.test(paper.name),
    replacedBy: null
  }
}

/**
 * What the province itself decided stays when the national record is imported anew: its form, process, promise, English
 * names, settling unit and deviations of the clock. And what the import did not understand does not replace what was
 * known: a limit, an agency, a fee. An own form names its papers, so the two stay together.
 */
export function carryOver(
  imported: ProcedureContent,
  current: ProcedureContent
): { content: ProcedureContent; notices: Notice[] } {
  const hasLimit = imported.statutory !== null || imported.limits.some(stated => stated.limit !== null)
  const keeps = {
    limits: !hasLimit && (current.statutory !== null || current.atOnce),
    agency: imported.agency === '' && current.agency !== '',
    fees: imported.fees.some(fee => fee.amount === null) && current.fees.length > 0,
    papers: current.form !== null
  }
  const statutory = keeps.limits ? current.statutory : imported.statutory
  const content = {
    ...imported,
    ...(keeps.limits ? { limits: current.limits, statutory } : {}),
    ...(keeps.agency ? { agency: current.agency } : {}),
    ...(keeps.fees ? { fees: current.fees } : {}),
    ...(keeps.papers ? { papers: current.papers } : {}),
    ...ownDecisions(imported, current),
    promise: promiseWithin(current.promise, statutory)
  }
  const kept = Object.entries(keeps).filter(([, keep]) => keep)
  return {
    content,
    notices: kept.map(([part]) => ({ kind: `kept-${part as keyof typeof keeps}`, detail: '' }) as const)
  }
}

const ownDecisions = (imported: ProcedureContent, current: ProcedureContent) => ({
  name: { ...imported.name, ...(current.name.en ? { en: current.name.en } : {}) },
  field: current.field.name.vi === imported.field.name.vi ? current.field : imported.field,
  settling: current.settling.code || current.settling.kind !== 'elsewhere' ? current.settling : imported.settling,
  atOnce: current.atOnce,
  serviceLevel: current.serviceLevel,
  form: current.form,
  processId: current.processId,
  lateRule: current.lateRule,
  deadlineRules: current.deadlineRules,
  note: current.note
})

const promiseWithin = (promise: Limit | null, law: Limit | null): Limit | null =>
  promise && law && promise.unit === law.unit && promise.value <= law.value ? promise : null
