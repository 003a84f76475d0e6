import type { Drawn } from '#server/platform/chart.ts'
import { HEAT, INK } from '#server/platform/chart.ts'

type Words = {
  readonly title: string
  readonly description: string
  /** How numbers are written. */ readonly figure: (value: number) => string
}
const written = (words: Words) => ({ formatter: (value: number) => words.figure(value).replace(/[.,]00$/, '') })
const axisText = { color: INK.quiet, fontSize: 12 }
const lines = { lineStyle: { color: INK.line } }
const valueAxis = { type: 'value' as const, axisLabel: axisText, splitLine: lines, axisLine: { show: false } }
const nameAxis = (data: readonly string[], more: object = {}) => ({
  type: 'category' as const,
  data: [...data],
  axisLabel: { ...axisText, ...more },
  axisTick: { show: false },
  axisLine: lines
})
const cut = (text: string, most = 26) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

export type TrendPoint = {
  readonly year: number
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  readonly median: number | null
}
/** Own total over the years with its interval, and the median of all. */
export function trend(points: readonly TrendPoint[], words: Words): Drawn {
  const years = points.map(({ year }) => String(year))
  const bars = points.flatMap(({ low, high }, at) => (low === null || high === null ? [] : [[at, low, high]]))
  return {
    title: words.title,
    description: words.description,
    width: 640,
    height: 280,
    option: {
      grid: { left: 44, right: 24, top: 24, bottom: 32 },
      xAxis: nameAxis(years),
      yAxis: { ...valueAxis, scale: true, axisLabel: { ...axisText, ...written(words) } },
      series: [
        {
          type: 'line',
          data: points.map(({ median }) => median),
          symbol: 'none',
          lineStyle: { color: INK.other, width: 1.5, type: 'dashed' }
        },
        { type: 'custom', data: bars, renderItem: interval },
        {
          type: 'line',
          data: points.map(({ value }) => value),
          symbol: 'circle',
          symbolSize: 7,
          itemStyle: { color: INK.main },
          lineStyle: { color: INK.main, width: 2.5 },
          label: {
            show: true,
            color: INK.text,
            textBorderWidth: 0,
            formatter: ({ value }: { value: number }) => words.figure(value)
          }
        }
      ]
    }
  }
}

type Api = { value(at: number): number; coord(point: [number, number]): [number, number] }
const interval = (_: unknown, api: Api) => {
  const [x, low] = api.coord([api.value(0), api.value(1)])
  const [, high] = api.coord([api.value(0), api.value(2)])
  const stroke = { stroke: INK.main, fill: 'none', lineWidth: 1.5 }
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: stroke
  })
  return {
    type: 'group',
    children: [line(x, low, x, high), line(x - 5, low, x + 5, low), line(x - 5, high, x + 5, high)]
  }
}

export type Bar = { readonly name: string; readonly value: number; readonly own: boolean }
/** Places as dots, the highest on top; our own stands out. Dots, since the axis need not begin at zero. */
export const ranks = (bars: readonly Bar[], words: Words): Drawn => ({
  title: words.title,
  description: words.description,
  width: 640,
  height: 56 + bars.length * 22,
  option: {
    grid: { left: 190, right: 56, top: 8, bottom: 28 },
    xAxis: { ...valueAxis, scale: true, axisLabel: { ...axisText, hideOverlap: true, ...written(words) } },
    yAxis: { ...nameAxis(bars.map(({ name }) => cut(name))), inverse: true, splitLine: { show: true, ...lines } },
    series: [
      {
        type: 'scatter',
        data: bars.map(({ value, own }, at) => ({
          value: [value, at],
          symbolSize: own ? 14 : 10,
          itemStyle: { color: own ? INK.main : INK.other, opacity: 1 }
        })),
        label: valueBeside(words)
      }
    ]
  }
})
const valueBeside = (words: Words) => ({
  show: true,
  position: 'right',
  color: INK.text,
  formatter: ({ value }: { value: [number, number] }) => words.figure(value[0])
})

export type Gap = {
  readonly name: string
  readonly best: number | null
  readonly median: number | null
  readonly past: number | null
}
/** How far each part stands from the best, the median and the own past year; left of the line is behind. */
export const gaps = (
  rows: readonly Gap[],
  words: Words & { readonly names: readonly [string, string, string] }
): Drawn => ({
  title: words.title,
  description: words.description,
  width: 640,
  height: 92 + rows.length * 40,
  option: {
    grid: { left: 190, right: 24, top: 32, bottom: 28 },
    legend: { top: 0, itemWidth: 14, itemHeight: 8, textStyle: axisText },
    xAxis: { ...valueAxis, axisLabel: { ...axisText, ...written(words) } },
    yAxis: { ...nameAxis(rows.map(({ name }) => cut(name))), inverse: true },
    series: [
      {
        name: words.names[0],
        type: 'bar',
        barWidth: 8,
        data: rows.map(({ best }) => best),
        itemStyle: { color: INK.bad }
      },
      {
        name: words.names[1],
        type: 'bar',
        barWidth: 8,
        data: rows.map(({ median }) => median),
        itemStyle: { color: INK.other }
      },
      {
        name: words.names[2],
        type: 'bar',
        barWidth: 8,
        data: rows.map(({ past }) => past),
        itemStyle: { color: INK.main }
      }
    ]
  }
})

/** Parts by year: the share of its range that each part reached, in five steps, with the figure in the cell. */
export const heat = (
  years: readonly string[],
  parts: readonly string[],
  cells: readonly (readonly [number, number, number, number])[],
  words: Words
): Drawn => ({
  title: words.title,
  description: words.description,
  width: Math.max(420, 220 + years.length * 56),
  height: 56 + parts.length * 30,
  option: {
    grid: { left: 200, right: 12, top: 32, bottom: 8 },
    xAxis: { ...nameAxis(years), position: 'top' },
    yAxis: { ...nameAxis(parts.map(one => cut(one, 28))), inverse: true },
    series: [
      {
        type: 'custom',
        data: cells.map(([year, part, share, value]) => [year, part, share, value]),
        renderItem: cell(words.figure)
      }
    ]
  }
})
const cell = (figure: Words['figure']) => (_: unknown, api: Api & { size(of: [number, number]): [number, number] }) => {
  const [x, y] = api.coord([api.value(0), api.value(1)])
  const [width, height] = api.size([1, 1])
  const step = Math.min(HEAT.length - 1, Math.max(0, Math.floor(api.value(2) * HEAT.length)))
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2, r: 3 },
        style: { fill: HEAT[step] }
      },
      {
        type: 'text',
        style: {
          text: figure(api.value(3)),
          x,
          y,
          align: 'center',
          verticalAlign: 'middle',
          fill: step >= 3 ? INK.paper : INK.text,
          fontSize: 12
        }
      }
    ]
  }
}

export type Fall = { readonly name: string; readonly lost: number }
/** From the maximum down to the score, part by part. The ends are points: the axis does not begin at zero. */
export function waterfall(
  maximum: number,
  falls: readonly Fall[],
  score: number,
  words: Words & { readonly ends: readonly [string, string] }
): Drawn {
  let level = maximum
  const steps = falls.map(({ name, lost }) => ({ name, lost, base: (level -= lost) }))
  const names = [words.ends[0], ...steps.map(({ name }) => name), words.ends[1]]
  const floor = Math.max(0, Math.floor((score - (maximum - score) * 0.35) / 5) * 5)
  return {
    title: words.title,
    description: words.description,
    width: 640,
    height: 60 + names.length * 30,
    option: {
      grid: { left: 200, right: 60, top: 8, bottom: 28 },
      xAxis: {
        ...valueAxis,
        min: floor,
        max: maximum,
        axisLabel: { ...axisText, hideOverlap: true, ...written(words) }
      },
      yAxis: { ...nameAxis(names.map(one => cut(one, 28))), inverse: true },
      series: [
        {
          type: 'bar',
          stack: 'w',
          barWidth: 16,
          silent: true,
          itemStyle: { color: 'none' },
          data: ['-', ...steps.map(({ base }) => base), '-']
        },
        {
          type: 'bar',
          stack: 'w',
          data: ['-', ...steps.map(({ lost }) => ({ value: lost, itemStyle: { color: INK.bad } })), '-'],
          label: {
            show: true,
            position: 'right',
            color: INK.text,
            formatter: ({ dataIndex }: { dataIndex: number }) => `−${words.figure(steps[dataIndex - 1]!.lost)}`
          }
        },
        {
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 14,
          data: [
            { value: [maximum, 0], itemStyle: { color: INK.other, opacity: 1 } },
            { value: [score, names.length - 1], itemStyle: { color: INK.main, opacity: 1 } }
          ],
          label: valueBeside(words)
        }
      ]
    }
  }
}
