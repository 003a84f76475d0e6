import { draw, INK } from '#server/platform/chart.ts'
import { monthWords } from './words.ts'

/** A picture with the table that says the same. */
export type Picture = {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly svg: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
type Words = { readonly id: string; readonly title: string; readonly description: string; readonly note: string }
type Number = (value: number) => string

const axisText = { color: INK.quiet, fontSize: 12 }
const lines = { lineStyle: { color: INK.line } }
const legend = { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: axisText }
const cut = (text: string, most = 30) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

export type MonthPoint = { readonly month: string; readonly onTime: number | null; readonly late: number | null }

/** What was settled month by month, on time and late one upon the other. A month without numbers has no bar. */
export function byMonth(
  points: readonly MonthPoint[],
  words: Words & { readonly names: readonly [month: string, onTime: string, late: string]; readonly none: string },
  number: Number
): Picture {
  const { id, title, description, note, names, none } = words
  const bar = (name: string, color: string, values: readonly (number | null)[]) => ({
    ...{ name, type: 'bar', stack: 'settled', barMaxWidth: 28, itemStyle: { color }, data: [...values] }
  })
  const option = {
    grid: { left: 56, right: 12, top: 36, bottom: 32 },
    legend,
    xAxis: {
      ...{ type: 'category', data: points.map(({ month }) => monthWords(month)) },
      ...{ axisLabel: { ...axisText, hideOverlap: true }, axisTick: { show: false }, axisLine: lines }
    },
    yAxis: {
      ...{ type: 'value', minInterval: 1, splitLine: lines, axisLine: { show: false } },
      axisLabel: { ...axisText, formatter: number }
    },
    series: [
      bar(
        names[1],
        INK.main,
        points.map(({ onTime }) => onTime)
      ),
      bar(
        names[2],
        INK.bad,
        points.map(({ late }) => late)
      )
    ]
  }
  const shown = (value: number | null) => (value === null ? none : number(value))
  return {
    ...{ id, title, note, head: names },
    svg: draw({ title, description, width: 640, height: 280, option }, `picture-${id}`),
    rows: points.map(({ month, onTime, late }) => [monthWords(month), shown(onTime), shown(late)])
  }
}

export type Pair = { readonly name: string; readonly strong: number; readonly pale: number }

/** Two figures of each office beside each other, in the order given. */
export function pairs(
  rows: readonly Pair[],
  words: Words & { readonly names: readonly [office: string, strong: string, pale: string] },
  written: Number
): Picture {
  const { id, title, description, note, names } = words
  const bar = (name: string, color: string, values: readonly number[]) => ({
    ...{ name, type: 'bar', barWidth: 8, itemStyle: { color, borderRadius: 2 }, data: [...values] }
  })
  const lowest = Math.min(...rows.flatMap(({ strong, pale }) => [strong, pale]))
  const option = {
    grid: { left: 210, right: 24, top: 32, bottom: 28 },
    legend,
    xAxis: {
      ...{ type: 'value', min: Math.floor(lowest * 10) / 10, max: 1, splitLine: lines, axisLine: { show: false } },
      axisLabel: { ...axisText, hideOverlap: true, formatter: written }
    },
    yAxis: {
      ...{ type: 'category', inverse: true, data: rows.map(({ name }) => cut(name)) },
      ...{ axisLabel: axisText, axisTick: { show: false }, axisLine: lines }
    },
    series: [
      bar(
        names[1],
        INK.main,
        rows.map(({ strong }) => strong)
      ),
      bar(
        names[2],
        INK.other,
        rows.map(({ pale }) => pale)
      )
    ]
  }
  return {
    ...{ id, title, note, head: names },
    svg: draw({ title, description, width: 640, height: 76 + rows.length * 32, option }, `picture-${id}`),
    rows: rows.map(({ name, strong, pale }) => [name, written(strong), written(pale)])
  }
}
