import type { Language } from '#server/platform/index.ts'
import { draw } from '#server/platform/chart.ts'
import type { Drawn } from '#server/platform/chart.ts'
import type { Overview } from './overview.ts'
import { gaps, heat, ranks, trend, waterfall } from './pictures.ts'
import { wordsFor } from './words.ts'
import type { Say } from './words.ts'

/** A picture with the table that says the same. */
export type Picture = {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly svg: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
type Paper = {
  readonly found: Overview
  readonly t: Say
  readonly year: string
  readonly name: string
  readonly figure: (value: number | null | undefined) => string
}
/** Whom ranks are shown among: the places around our own, the provinces that border on ours, or all. */
export const SCOPES = ['near', 'neighbours', 'all'] as const
export type Scope = (typeof SCOPES)[number]
/** Places shown above and below our own. */
const AROUND = 4
const minus = (value: number | null, other: number | null) =>
  value === null || other === null ? null : Math.round((value - other) * 1e4) / 1e4
const picture = (
  id: string,
  drawn: Drawn,
  note: string,
  head: readonly string[],
  rows: readonly (readonly string[])[]
): Picture => ({
  id,
  title: drawn.title,
  note,
  svg: draw(drawn, `picture-${id}`),
  head,
  rows
})

/** The five pictures of an overview, drawn for one language, each with its table. */
export function picturesOf(found: Overview, language: Language, scope: Scope): Picture[] {
  if (found.year === null || found.subject === null) return []
  const number = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2
  })
  const paper: Paper = {
    found,
    t: wordsFor(language),
    year: String(found.year),
    name: found.subjects.find(one => one.code === found.subject)?.name ?? '',
    figure: value => (value === null || value === undefined ? '–' : number.format(value))
  }
  return [
    trendPicture(paper),
    rankPicture(paper, scope),
    gapPicture(paper),
    heatPicture(paper),
    ...waterfallPicture(paper)
  ]
}

function trendPicture({ found, t, name, figure }: Paper): Picture {
  const [first, last] = [found.trend[0], found.trend.at(-1)]
  const words = {
    figure,
    title: t('picture.trend', { name }),
    description: t('picture.trend.says', {
      from: String(first?.year ?? ''),
      to: String(last?.year ?? ''),
      first: figure(first?.value),
      last: figure(last?.value)
    })
  }
  const rows = found.trend.map(one => [
    String(one.year),
    figure(one.value),
    one.low === null ? '–' : `${figure(one.low)} – ${figure(one.high)}`,
    figure(one.median),
    `${one.rank}/${one.of}`
  ])
  return picture(
    'trend',
    trend(found.trend, words),
    t('picture.trend.note'),
    [t('col.year'), t('col.score'), t('col.interval'), t('col.median'), t('col.rank')],
    rows
  )
}

/** Those shown, each with its place among them (bordering provinces) or among all. */
function around({ ranks: all, subject, neighbours }: Overview, scope: Scope): Overview['ranks'] {
  const place = all.findIndex(one => one.subject === subject)
  if (scope === 'all' || place < 0) return all
  if (scope === 'near') return all.filter((_, at) => Math.abs(at - place) <= AROUND)
  const among = all.filter(one => one.subject === subject || neighbours.includes(one.subject))
  return among.map(one => ({ ...one, rank: 1 + among.filter(({ value }) => value > one.value).length }))
}

const TITLES = { near: 'picture.ranks.near', neighbours: 'picture.ranks.neighbours', all: 'picture.ranks' } as const
function rankPicture({ found, t, year, name, figure }: Paper, scope: Scope): Picture {
  const shown = around(found, scope)
  const own = shown.find(one => one.subject === found.subject)
  const words = {
    figure,
    title: t(TITLES[scope], { year }),
    description: t('picture.ranks.says', {
      name,
      rank: String(own?.rank ?? '–'),
      of: String(scope === 'neighbours' ? shown.length : found.ranks.length),
      value: figure(own?.value)
    })
  }
  const bars = shown.map(one => ({
    name: `${one.rank}. ${one.name}`,
    value: one.value,
    own: one.subject === found.subject
  }))
  const rows = shown.map(one => [
    String(one.rank),
    one.of.length > 1 ? `${one.name} (${one.of.join(', ')})` : one.name,
    figure(one.value),
    figure(one.value - (own?.value ?? 0))
  ])
  return picture(
    'ranks',
    ranks(bars, words),
    t('picture.ranks.note'),
    [t('col.rank'), t('col.name'), t('col.score'), t('col.to-own')],
    rows
  )
}

function gapPicture({ found, t, year, figure }: Paper): Picture {
  const parts = found.parts
    .filter(({ value }) => value !== null)
    .map(one => ({
      name: one.name,
      value: one.value,
      best: minus(one.value, one.best),
      median: minus(one.value, one.median),
      past: minus(one.value, one.past)
    }))
  const behind = [...parts].sort((a, b) => (a.best ?? 0) - (b.best ?? 0))[0]
  const words = {
    figure,
    title: t('picture.gaps', { year }),
    description: t('picture.gaps.says', { name: behind?.name ?? '–', gap: figure(behind?.best) }),
    names: [t('col.to-best'), t('col.to-median'), t('col.to-past')] as const
  }
  const rows = parts.map(one => [one.name, figure(one.value), figure(one.best), figure(one.median), figure(one.past)])
  return picture(
    'gaps',
    gaps(parts, words),
    t('picture.gaps.note'),
    [t('col.part'), t('col.score'), ...words.names],
    rows
  )
}

/** Shades run from the lowest to the highest share shown, so that near scores stay apart. */
function heatPicture({ found, t, name, figure }: Paper): Picture {
  const years = [...new Set(found.parts.flatMap(one => Object.keys(one.years)))].sort()
  const shares = found.parts.flatMap(one => Object.values(one.years).map(({ share }) => share))
  const [low, high] = [Math.min(...shares), Math.max(...shares)]
  const cells = found.parts.flatMap((part, row) =>
    years.flatMap((at, column) => {
      const then = part.years[Number(at)]
      return then ? [[column, row, high > low ? (then.share - low) / (high - low) : 1, then.value] as const] : []
    })
  )
  const words = {
    figure,
    title: t('picture.heat', { name }),
    description: t('picture.heat.says', { years: String(years.length), parts: String(found.parts.length) })
  }
  const names = found.parts.map(one => one.name)
  const rows = found.parts.map(one => [one.name, ...years.map(at => figure(one.years[Number(at)]?.value))])
  return picture('heat', heat(years, names, cells, words), t('picture.heat.note'), [t('col.part'), ...years], rows)
}

/** Only where parts simply add up: a weighted index has no such staircase. */
function waterfallPicture({ found, t, year, figure }: Paper): Picture[] {
  const own = found.ranks.find(one => one.subject === found.subject)
  if (!found.edition || !own || found.weighted) return []
  const parts = found.parts
    .filter(({ value }) => value !== null)
    .map(one => ({ ...one, lost: minus(one.maximum, one.value)! }))
  const words = {
    figure,
    title: t('picture.waterfall', { year }),
    description: t('picture.waterfall.says', { maximum: figure(found.edition.maximum), score: figure(own.value) }),
    ends: [t('col.maximum'), t('col.score')] as const
  }
  const rows = parts.map(one => [one.name, figure(one.maximum), figure(one.value), figure(one.lost)])
  const falls = parts.filter(({ lost }) => lost > 0)
  return [
    picture(
      'waterfall',
      waterfall(found.edition.maximum, falls, own.value, words),
      t('picture.waterfall.note'),
      [t('col.part'), t('col.maximum'), t('col.score'), t('col.lost')],
      rows
    )
  ]
}
