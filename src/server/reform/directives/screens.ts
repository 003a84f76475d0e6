import { units } from '#server/organisation/index.ts'
import { dayOf, fold, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { leads } from '../reach.rules.ts'
import { cutOff } from '../tasks/actions.ts'
import { leaderChoices } from '../tasks/screens.ts'
import { debtorsOf } from '../tasks/views.ts'
import { corrections, directive, directives } from './store.ts'
import { suggestionsIn } from './suggest.rules.ts'
import type { Suggestion } from './suggest.rules.ts'

const A_PAGE = 30

export async function directivesScreen(ctx: Ctx, asked: URLSearchParams) {
  const text = (asked.get('q') ?? '').trim().slice(0, 100)
  const page = Math.max(1, Number(asked.get('page')) || 1)
  const rows = await directives(ctx, { text: fold(text), today: dayOf(ctx.now()), page, limit: A_PAGE + 1 })
  return {
    text,
    page,
    rows: rows.slice(0, A_PAGE),
    more: rows.length > A_PAGE,
    mayEnter: ctx.actor.may('reform.give') || leads(ctx.actor)
  }
}

/** A piece of a paragraph: plain text, or what a rule thinks it says. */
export type Piece = { readonly text: string; readonly suggestion: Suggestion | null }
const piecesOf = (text: string, found: readonly Suggestion[]): Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const one of found) {
    if (one.from > at) pieces.push({ text: text.slice(at, one.from), suggestion: null })
    pieces.push({ text: text.slice(one.from, one.to), suggestion: one })
    at = one.to
  }
  return at < text.length ? [...pieces, { text: text.slice(at), suggestion: null }] : pieces
}

/** The split screen: the text with its suggestions, the tasks made of it, and the paragraph the clerk is at. */
export async function directiveScreen(ctx: Ctx, id: string, asked: URLSearchParams) {
  const found = isId(id) ? await directive(ctx, id) : null
  if (!found) return null
  const [then, given, recalled, corrected] = await Promise.all([
    units(ctx, { on: found.issuedOn }),
    cutOff(ctx).then(cut => debtorsOf(ctx, id, cut)),
    found.recalls ? directive(ctx, found.recalls) : null,
    corrections(ctx, id)
  ])
  const agencies = then.filter(unit => unit.parent === ctx.province.code && unit.kind !== 'division')
  const lines = found.body.split('\n').filter(line => line.trim() !== '')
  const paragraphs = lines.slice(0, 400).map(line => piecesOf(line, suggestionsIn(line, agencies, found.issuedOn)))
  const at = Number(asked.get('paragraph') ?? NaN)
  const chosen = paragraphs[at] ?? null
  const { body, ...document } = found
  return {
    document,
    /** The words as they stand, to be corrected by who may. */
    body: ctx.actor.may('reform.give') || leads(ctx.actor) ? body : '',
    corrections: [...corrected],
    recalled: recalled && { id: recalled.id, number: recalled.number, issuedOn: recalled.issuedOn },
    paragraphs,
    at: chosen ? at : null,
    content: chosen
      ? chosen
          .map(piece => piece.text)
          .join('')
          .replace(/^\s*(\d+|[a-zđ])[.)]\s*/iu, '')
          .slice(0, 1000)
      : '',
    item: chosen ? (/^\s*(\d+)[.)]/.exec(chosen.map(piece => piece.text).join(''))?.[1] ?? '') : '',
    suggestions: chosen
      ? chosen.flatMap(piece => (piece.suggestion ? [{ ...piece.suggestion, text: piece.text }] : []))
      : [],
    given: [...given],
    leaders: await leaderChoices(ctx),
    agencies: agencies.map(unit => ({ value: unit.code, label: wordsIn(ctx.language, unit.name) })),
    mayGive: ctx.actor.may('reform.give') || leads(ctx.actor)
  }
}
