import type { Language } from '#server/platform/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Component } from './form.model.ts'
import { isGroup } from './form.model.ts'
import { canonical } from './hash.rules.ts'
import { limitWords } from './limits.rules.ts'
import type { Difference, FeeRule, Limit, Paper, ProcedureContent, StatedLimit } from './model.ts'
import { say, sayBoth } from './text.ts'
import type { TextKey } from './text.ts'

type Said = (language: Language) => string
type Part = Extract<TextKey, `part.${string}`>

/** What a reader must know who knew the older revision: paper by paper, limit by limit, in both languages. */
export function differences(from: ProcedureContent, to: ProcedureContent): Difference[] {
  return [
    ...plain(from, to),
    ...limitDifferences(from, to),
    ...listed(
      'part.paper',
      from.papers,
      to.papers,
      paper => paper.code,
      paper => language => wordsIn(language, paper.name),
      paperDifferences
    ),
    ...listed(
      'part.fee',
      from.fees,
      to.fees,
      fee => `${fee.name.vi}|${fee.channel}|${fee.case}`,
      feeSaid,
      feeDifferences
    ),
    ...listed(
      'part.result',
      from.results,
      to.results,
      result => result.name.vi,
      result => language => wordsIn(language, result.name)
    ),
    ...listed(
      'part.legal-basis',
      from.legalBases,
      to.legalBases,
      basis => basis,
      basis => () => basis
    ),
    ...listed(
      'part.applicant',
      from.applicants,
      to.applicants,
      applicant => applicant,
      applicant => () => applicant
    ),
    ...listed(
      'part.field-of-form',
      formFields(from),
      formFields(to),
      field => field.key,
      field => () => field.label
    )
  ]
}

function plain(from: ProcedureContent, to: ProcedureContent): Difference[] {
  const settling =
    (content: ProcedureContent): Said =>
    () =>
      content.settling.code ?? content.settling.kind
  const text = (key: Part, a: unknown, b: unknown): Difference[] =>
    canonical(a) === canonical(b)
      ? []
      : [
          {
            part: key,
            change: 'changed',
            words: sayBoth('difference.text-changed', language => ({ part: say(language, key) }))
          }
        ]
  return [
    ...changed(
      'part.name',
      language => wordsIn(language, from.name),
      language => wordsIn(language, to.name)
    ),
    ...changed(
      'part.field',
      language => wordsIn(language, from.field.name),
      language => wordsIn(language, to.field.name)
    ),
    ...changed('part.level', levelSaid(from), levelSaid(to)),
    ...changed(
      'part.agency',
      () => from.agency,
      () => to.agency
    ),
    ...changed('part.settling', settling(from), settling(to)),
    ...changed(
      'part.service-level',
      language => say(language, `service-level.${from.serviceLevel}`),
      language => say(language, `service-level.${to.serviceLevel}`)
    ),
    ...changed('part.at-once', yesNo(from.atOnce), yesNo(to.atOnce)),
    ...text('part.conditions', from.conditions, to.conditions),
    ...text('part.steps', from.steps, to.steps),
    ...(from.form && to.form && formFields(from).length === formFields(to).length
      ? text('part.form', from.form, to.form)
      : []),
    ...changed(
      'part.process',
      () => from.processId ?? '–',
      () => to.processId ?? '–'
    ),
    ...changed(
      'part.late-rule',
      () => from.lateRule?.after ?? '–',
      () => to.lateRule?.after ?? '–'
    ),
    ...changed(
      'part.announced',
      () => from.announced.number || '–',
      () => to.announced.number || '–'
    ),
    ...changed(
      'part.valid-from',
      () => from.validFrom,
      () => to.validFrom
    )
  ]
}

const levelSaid =
  (content: ProcedureContent): Said =>
  language =>
    content.levels.map(level => say(language, `level.${level}`)).join(', ')
const yesNo =
  (value: boolean): Said =>
  language =>
    say(language, value ? 'words.yes' : 'words.no')
const limitSaid =
  (limit: Limit | null): Said =>
  language =>
    limit ? limitWords(language, limit) : say(language, 'words.none')

function changed(part: Part, from: Said, to: Said): Difference[] {
  if (from('vi') === to('vi')) return []
  return [
    {
      part,
      change: 'changed',
      words: sayBoth('difference.changed', language => ({
        part: say(language, part),
        from: from(language),
        to: to(language)
      }))
    }
  ]
}

function limitDifferences(from: ProcedureContent, to: ProcedureContent): Difference[] {
  const said =
    (entry: StatedLimit): Said =>
    language =>
      [
        entry.case,
        say(language, `catalogue.channel.${entry.channel}`),
        entry.limit ? limitWords(language, entry.limit) : entry.text
      ]
        .filter(Boolean)
        .join(': ')
  return [
    ...changed('part.statutory', limitSaid(from.statutory), limitSaid(to.statutory)),
    ...changed('part.promise', limitSaid(from.promise), limitSaid(to.promise)),
    ...listed(
      'part.limit',
      from.limits,
      to.limits,
      entry => canonical([entry.case, entry.channel, entry.limit ?? entry.text]),
      said
    )
  ]
}

const feeSaid =
  (fee: FeeRule): Said =>
  language =>
    `${wordsIn(language, fee.name)}: ${fee.amount === null ? fee.text || '–' : `${fee.amount.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')} ${fee.currency}${fee.per ? `/${fee.per}` : ''}`}`

const feeDifferences = (from: FeeRule, to: FeeRule): Difference[] => changed('part.fee', feeSaid(from), feeSaid(to))

function paperDifferences(from: Paper, to: Paper): Difference[] {
  const counts =
    (paper: Paper): Said =>
    language =>
      `${paper.originals} ${say(language, 'catalogue.originals')}, ${paper.certified} ${say(language, 'catalogue.certified')}, ${paper.copies} ${say(language, 'catalogue.copies')}`
  const about = (key: 'part.paper-count' | 'part.paper-required', a: Said, b: Said): Difference[] =>
    a('vi') === b('vi')
      ? []
      : [
          {
            part: key,
            change: 'changed',
            words: sayBoth('difference.changed', language => ({
              part: say(language, key, { paper: wordsIn(language, to.name) }),
              from: a(language),
              to: b(language)
            }))
          }
        ]
  return [
    ...changed(
      'part.paper',
      language => wordsIn(language, from.name),
      language => wordsIn(language, to.name)
    ),
    ...about('part.paper-count', counts(from), counts(to)),
    ...about('part.paper-required', yesNo(from.required), yesNo(to.required))
  ]
}

/** Added and removed members of a list by their key; those in both are compared by `inside`. */
function listed<T>(
  part: Part,
  from: readonly T[],
  to: readonly T[],
  key: (item: T) => string,
  said: (item: T) => Said,
  inside: (from: T, to: T) => Difference[] = () => []
): Difference[] {
  const before = new Map(from.map(item => [key(item), item]))
  const after = new Map(to.map(item => [key(item), item]))
  const one = (change: 'added' | 'removed', item: T): Difference => ({
    part,
    change,
    words: sayBoth(`difference.${change}`, language => ({
      part: say(language, part),
      from: said(item)(language),
      to: said(item)(language)
    }))
  })
  return [
    ...[...before].filter(([name]) => !after.has(name)).map(([, item]) => one('removed', item)),
    ...[...after].flatMap(([name, item]) => {
      const old = before.get(name)
      return old === undefined ? [one('added', item)] : inside(old, item)
    })
  ]
}

/** The questions of a form by key, groups opened. */
function formFields(content: ProcedureContent): { key: string; label: string }[] {
  const walk = (components: readonly Component[], path: string): { key: string; label: string }[] =>
    components.flatMap(component => {
      if (isGroup(component)) return walk(component.components, component.path ? `${path}${component.path}.` : path)
      return 'key' in component ? [{ key: path + component.key, label: component.label }] : []
    })
  return content.form ? walk(content.form.components, '') : []
}
