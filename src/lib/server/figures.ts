import { error } from '@sveltejs/kit'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import {
  agenciesFor,
  foreignAmong,
  isPeriod,
  monthOf,
  ownUnit,
  periodsUpTo,
  quarterBefore,
  quarterOn,
  SPANS,
  templateOf,
  windowOf
} from '#server/transparency/index.ts'
import type { Period, Template } from '#server/transparency/index.ts'

/** Figures that may not be read are 403; an address that names nothing is 404. */
export function figures<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value
  return error(result.error.code === 'forbidden' ? 403 : 404)
}

/** The unit and the period of an address, and what there is to choose from. */
export async function unitAndPeriod(ctx: Ctx, asked: URLSearchParams, usual?: Period) {
  const units = (await agenciesFor(ctx)).map(({ code, name }) => ({ value: code, label: wordsIn(ctx.language, name) }))
  const today = dayOf(ctx.now())
  const period = asked.get('period') ?? ''
  return {
    units,
    unit: asked.get('unit') || ownUnit(ctx),
    period: isPeriod(period) ? period : (usual ?? monthOf(today)),
    periods: periodsUpTo(today)
  }
}

/** The form, the span and the unit of an address: the quarter before this one where none is named. */
export function reportAsked(ctx: Ctx, asked: URLSearchParams) {
  const last = quarterBefore(quarterOn(dayOf(ctx.now())))
  const span = SPANS.find(each => each === asked.get('span')) ?? last.span
  const year = /^20\d\d$/.test(asked.get('year') ?? '') ? Number(asked.get('year')) : last.year
  const template: Template = templateOf(asked.get('template') ?? 'II.06a') ?? error(404)
  return { template, span, year, unit: asked.get('unit') || ownUnit(ctx), ...windowOf(year, span) }
}

export async function unitWords(ctx: Ctx, unit: string): Promise<string> {
  const names = await unitNames(ctx, [unit])
  return wordsIn(ctx.language, names.get(unit) ?? { vi: unit })
}

/** The names of the units of some rows, by code. */
export async function unitNamesOf(ctx: Ctx, rows: readonly { unit: string | null }[]): Promise<Record<string, string>> {
  const names = await unitNames(ctx, [...new Set(rows.flatMap(each => each.unit ?? []))])
  return Object.fromEntries([...names].map(([code, name]) => [code, wordsIn(ctx.language, name)]))
}

/** Where each of some dossiers opens: ours by its page, those of other systems in their list. By code. */
export async function hrefsOf(
  ctx: Ctx,
  rows: readonly { id: string; code: string }[]
): Promise<Record<string, string>> {
  const foreign = new Set(
    await foreignAmong(
      ctx,
      rows.map(({ id }) => id)
    )
  )
  return Object.fromEntries(
    rows.map(({ code }) => [
      code,
      foreign.has(code) ? `/desk/foreign?${new URLSearchParams({ q: code })}` : `/desk/dossiers/${code}`
    ])
  )
}
