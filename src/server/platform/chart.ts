import { init, use } from 'echarts/core'
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsCoreOption } from 'echarts/core'

use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer])

/**
 * Colours that stand for roles: the stylesheet gives each its token by this value (charts.css), so that a picture follows
 * light and dark and needs no style of its own.
 */
export const INK = {
  text: '#000001',
  quiet: '#000002',
  line: '#000003',
  main: '#000004',
  band: '#000005',
  good: '#000006',
  bad: '#000007',
  other: '#000008',
  paper: '#000009'
} as const
/** Five steps of the heat map, from the lowest to the highest share of the range. */
export const HEAT = ['#000011', '#000012', '#000013', '#000014', '#000015'] as const

export type Drawn = {
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly option: EChartsCoreOption
}

/** Pictures drawn before, by all that makes them; the least lately asked for goes first. */
const drawnBefore = new Map<string, string>()
const KEPT = 400

/**
 * Draws a picture as SVG with a title and a description, without any style attribute. The same picture is drawn once: its
 * words are in its language, so what its functions write is settled by what is compared.
 */
export function draw(drawn: Drawn, id: string): string {
  const key = `${id} ${JSON.stringify(drawn)}`
  const svg = drawnBefore.get(key) ?? drawAnew(drawn, id)
  drawnBefore.delete(key)
  drawnBefore.set(key, svg)
  if (drawnBefore.size > KEPT) drawnBefore.delete(drawnBefore.keys().next().value!)
  return svg
}

function drawAnew({ title, description, width, height, option }: Drawn, id: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit', color: INK.text }, ...option })
    return withWords(withoutStyle(chart.renderToSVGString()), title, description, id)
  } finally {
    chart.dispose()
  }
}

/** Style attributes become presentation attributes; hover rules, engine marks and shared ids go. */
export const withoutStyle = (svg: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/\s(?:class|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/\sstyle="([^"]*)"/g, (_, css: string) =>
      css
        .split(';')
        .map(one => one.split(':').map(part => part.trim()))
        .filter(([name, value]) => name && value && name !== 'font-family')
        .map(([name, value]) => ` ${name}="${value}"`)
        .join('')
    )

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const withWords = (svg: string, title: string, description: string, id: string): string =>
  svg
    .replace(/zr\d+-c/g, `${id}-c`)
    .replace(
      /<svg width="(\d+)" height="(\d+)"([^>]*)>/,
      (_, width: string, height: string, rest: string) =>
        `<svg role="img" aria-labelledby="${id}-title ${id}-desc" data-width="${width}" data-height="${height}"${rest}>` +
        `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>`
    )
