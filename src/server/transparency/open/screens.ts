import { procedureByCode } from '#server/catalogue/index.ts'
import { unit as unitOf, unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { byMonth } from '../pictures.ts'
import type { Picture } from '../pictures.ts'
import { monthWords, numbersFor, wordsFor } from '../words.ts'
import type { Build, OpenFigure, Subject } from './model.ts'
import type { Ratings } from './ratings.ts'
import * as store from './store.ts'

const A_PAGE = 100

export type Named = OpenFigure & { readonly name: string }
export type OpenHome = {
  readonly build: Build | null
  readonly figure: SubjectFigures | null
  readonly by: 'unit' | 'procedure'
  readonly rows: readonly Named[]
  readonly page: number
  readonly pages: number
}
export type SubjectFigures = {
  readonly window: OpenFigure
  readonly months: readonly OpenFigure[]
  readonly picture: Picture | null
  readonly ratings: Ratings | null
}

/** The whole province, and beneath it every office or every procedure, the busiest first. */
export async function openHome(ctx: Ctx, by: 'unit' | 'procedure', page: number): Promise<OpenHome> {
  const build = await store.buildInForce(ctx)
  const [figure, windows] = await Promise.all([build && figuresFor(ctx, 'province', ''), store.windowsOf(ctx, by)])
  const sorted = windows.toSorted((a, b) => (b.received ?? 0) - (a.received ?? 0))
  const rows = sorted.slice((page - 1) * A_PAGE, page * A_PAGE)
  const names = await namesOf(ctx, by, rows)
  return {
    ...{ build, figure, by, page, pages: Math.max(1, Math.ceil(windows.length / A_PAGE)) },
    rows: rows.map(row => ({ ...row, name: names(row.code) }))
  }
}

async function namesOf(
  ctx: Ctx,
  by: 'unit' | 'procedure',
  rows: readonly OpenFigure[]
): Promise<(code: string) => string> {
  const codes = rows.map(({ code }) => code)
  if (by === 'procedure') {
    const names = await store.procedureNames(ctx, codes)
    return code => names.get(code) ?? code
  }
  const names = await unitNames(ctx, codes)
  return code => (names.has(code) ? wordsIn(ctx.language, names.get(code)!) : code)
}

export type OpenSubject = {
  readonly name: string
  readonly build: Build | null
  readonly figure: SubjectFigures | null
}

/** One office or procedure; null where there never was one of that code. `figure` is null where nothing was counted. */
export async function openSubject(ctx: Ctx, subject: 'unit' | 'procedure', code: string): Promise<OpenSubject | null> {
  const [name, build] = await Promise.all([nameOf(ctx, subject, code), store.buildInForce(ctx)])
  const figure = build && (await figuresFor(ctx, subject, code))
  return name === null && figure === null ? null : { name: name ?? code, build, figure }
}

async function nameOf(ctx: Ctx, subject: 'unit' | 'procedure', code: string): Promise<string | null> {
  if (subject === 'unit') {
    const found = await unitOf(ctx, code)
    return found ? wordsIn(ctx.language, found.name) : null
  }
  const found = await procedureByCode(ctx, code)
  return found.ok
    ? wordsIn(ctx.language, found.value.content.name)
    : ((await store.procedureNames(ctx, [code])).get(code) ?? null)
}

async function figuresFor(ctx: Ctx, subject: Subject, code: string): Promise<SubjectFigures | null> {
  const [[window, ...months], ratings] = await Promise.all([
    store.figuresOf(ctx, subject, code),
    store.ratingsOf(ctx, subject, code)
  ])
  if (!window || window.month !== '') return null
  return { window, months, picture: pictureOf(ctx, months), ratings: ratings ?? { count: 0, average: null } }
}

/** Less than two months are no course of things. */
function pictureOf({ language }: Ctx, months: readonly OpenFigure[]): Picture | null {
  const known = months.filter(({ late }) => late !== null)
  if (known.length < 2) return null
  const t = wordsFor(language)
  const number = numbersFor(language)
  const worst = known.reduce((most, month) => (month.late! > most.late! ? month : most))
  const span = { first: monthWords(months[0]!.month), last: monthWords(months.at(-1)!.month) }
  const description =
    worst.late === 0
      ? t('open.picture-none', span)
      : t('open.picture-says', { ...span, late: number(worst.late!), worst: monthWords(worst.month) })
  return byMonth(
    months,
    {
      ...{ id: 'months', title: t('open.picture'), description, note: t('open.picture-note') },
      ...{ names: [t('open.month'), t('open.on-time'), t('open.late')], none: t('open.hidden') }
    },
    number
  )
}
