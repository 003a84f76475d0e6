import type { Language } from '#server/platform/index.ts'
import { draw } from './chart.ts'
import type { Drawn } from './chart.ts'
import type { Overview } from './overview.ts'
import { gaps, heat, ranks, trend, waterfall } from './pictures.ts'
import { wordsFor } from './words.ts'

/** A picture with the table that says the same. */
export type Picture = {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly svg: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
/** Places shown above and below our own: the neighbours. */
const NEIGHBOURS = 4

/** The five pictures of an overview, drawn for one language, each with its table. */
export function picturesOf(found: Overview, language: Language, scope: 'near' | 'all'): Picture[] {
  if (found.year === null || found.subject === null) return []
  const t = wordsFor(language)
  const number = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2
  })
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : number.format(value)
  const name = found.subjects.find(one => one.code === found.subject)?.name ?? ''
  const year = String(found.year)
  const own = found.ranks.find(one => one.subject === found.subject)
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
  const pictures: Picture[] = []

  const first = found.trend[0]
  const last = found.trend.at(-1)
  const trendWords = {
    title: t('picture.trend', { name }),
    description: t('picture.trend.says', {
      from: String(first?.year ?? ''),
      to: String(last?.year ?? ''),
      first: figure(first?.value),
      last: figure(last?.value)
    })
  }
  pictures.push(
    picture(
      'trend',
      trend(found.trend, trendWords),
      t('picture.trend.note'),
      [t('col.year'), t('col.score'), t('col.interval'), t('col.median'), t('col.rank')],
      found.trend.map(one => [
        String(one.year),
        figure(one.value),
        one.low === null ? '–' : `${figure(one.low)} – ${figure(one.high)}`,
        figure(one.median),
        `${one.rank}/${one.of}`
      ])
    )
  )

  const around =
    scope === 'all' || !own
      ? found.ranks
      : found.ranks.filter((_, at) => Math.abs(at - found.ranks.indexOf(own)) <= NEIGHBOURS)
  const rankWords = {
    title: t(scope === 'all' ? 'picture.ranks' : 'picture.ranks.near', { year }),
    description: t('picture.ranks.says', {
      name,
      rank: String(own?.rank ?? '–'),
      of: String(found.ranks.length),
      value: figure(own?.value)
    })
  }
  pictures.push(
    picture(
      'ranks',
      ranks(
        around.map(one => ({ name: `${one.rank}. ${one.name}`, value: one.value, own: one.subject === found.subject })),
        rankWords
      ),
      t('picture.ranks.note'),
      [t('col.rank'), t('col.name'), t('col.score'), t('col.to-own')],
      around.map(one => [
        String(one.rank),
        one.of.length > 1 ? `${one.name} (${one.of.join(', ')})` : one.name,
        figure(one.value),
        figure(one.value - (own?.value ?? 0))
      ])
    )
  )

  const parts = found.parts.filter(({ value }) => value !== null)
  const behind = [...parts].sort((a, b) => a.value! - a.best! - (b.value! - b.best!))[0]
  const to = (value: number | null, other: number | null) =>
    value === null || other === null ? null : Math.round((value - other) * 1e4) / 1e4
  const gapWords = {
    title: t('picture.gaps', { year }),
    description: t('picture.gaps.says', {
      name: behind?.name ?? '–',
      gap: figure(behind ? to(behind.value, behind.best) : null)
    }),
    names: [t('col.best'), t('col.median'), t('col.past')] as const
  }
  pictures.push(
    picture(
      'gaps',
      gaps(
        parts.map(one => ({
          name: one.name,
          best: to(one.value, one.best),
          median: to(one.value, one.median),
          past: to(one.value, one.past)
        })),
        gapWords
      ),
      t('picture.gaps.note'),
      [t('col.part'), t('col.score'), t('col.to-best'), t('col.to-median'), t('col.to-past')],
      parts.map(one => [
        one.name,
        figure(one.value),
        figure(to(one.value, one.best)),
        figure(to(one.value, one.median)),
        figure(to(one.value, one.past))
      ])
    )
  )

  const years = [...new Set(found.parts.flatMap(one => Object.keys(one.years)))].sort()
  const cells = found.parts.flatMap((part, row) =>
    years.flatMap((at, column) => {
      const figureThen = part.years[Number(at)]
      return figureThen ? [[column, row, figureThen.share, figureThen.value] as const] : []
    })
  )
  const heatWords = {
    title: t('picture.heat', { name }),
    description: t('picture.heat.says', { years: String(years.length), parts: String(found.parts.length) })
  }
  pictures.push(
    picture(
      'heat',
      heat(
        years,
        found.parts.map(one => one.name),
        cells,
        heatWords
      ),
      t('picture.heat.note'),
      [t('col.part'), ...years],
      found.parts.map(one => [one.name, ...years.map(at => figure(one.years[Number(at)]?.value))])
    )
  )

  if (found.edition && own && !found.weighted) {
    const falls = parts
      .map(one => ({ name: one.name, lost: Math.round((one.maximum - one.value!) * 1e4) / 1e4 }))
      .filter(({ lost }) => lost > 0)
    const words = {
      title: t('picture.waterfall', { year }),
      description: t('picture.waterfall.says', { maximum: figure(found.edition.maximum), score: figure(own.value) }),
      ends: [t('col.maximum'), t('col.score')] as const
    }
    pictures.push(
      picture(
        'waterfall',
        waterfall(found.edition.maximum, falls, own.value, words),
        t('picture.waterfall.note'),
        [t('col.part'), t('col.maximum'), t('col.score'), t('col.lost')],
        parts.map(one => [one.name, figure(one.maximum), figure(one.value), figure(one.maximum - one.value!)])
      )
    )
  }
  return pictures
}
