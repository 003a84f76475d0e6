import { randomUUID } from 'node:crypto'
import { officersOf } from '#server/identity/index.ts'
import { unitByShortName, unitNames } from '#server/organisation/index.ts'
import { dayOf, err, ok, shiftDay, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { followDossiers } from '#server/transparency/index.ts'
import { isId } from '#server/platform/ids.ts'
import { placeOf } from '../letters/actions.ts'
import type { OfficialDocument } from '../layout/model.ts'
import { directive as findDirective } from '../directives/store.ts'
import { reachesUnit, seesAll } from '../reach.rules.ts'
import { act } from '../tasks/actions.ts'
import { reportDocument } from './document.ts'
import { figuresOf, SHOWN_ROWS } from './figures.ts'
import type { Figure } from './figures.ts'
import { ONE_OFF, OUTLINE } from './outline.ts'
import * as store from './store.ts'
import { carryFault, sumFaults } from './sums.rules.ts'
import { windowOf } from './windows.rules.ts'
import type { ReportKind } from './windows.rules.ts'

type Refusal = {
  readonly code:
    | 'forbidden'
    | 'report-exists'
    | 'report-missing'
    | 'report-frozen'
    | 'document-missing'
    | 'content-missing'
    | 'section-unknown'
}
const KIND_WORDS = {
  q1: 'Công tác cải cách hành chính quý I năm',
  'six-months': 'Công tác cải cách hành chính 6 tháng đầu năm',
  q3: 'Công tác cải cách hành chính quý III năm',
  'nine-months': 'Công tác cải cách hành chính 9 tháng năm',
  year: 'Công tác cải cách hành chính năm'
} as const satisfies Record<ReportKind, string>
/** Text parts are due so long before the report is sent. */
const TEXTS_BEFORE_DAYS = 5
const outlineOf = (report: Pick<store.Report, 'kind'>) => (report.kind === 'one-off' ? ONE_OFF : OUTLINE)
const mayCompile = (ctx: Ctx) => ctx.actor.may('reform.give')

/** Opens a report: its window, and the text parts asked from the agencies by their day. */
export async function openReport(
  ctx: Ctx,
  asked: { kind: ReportKind; year: number } | { directive: string }
): Promise<Result<{ id: string }, Refusal>> {
  if (!mayCompile(ctx)) return err({ code: 'forbidden' })
  const unit = ctx.actor.unit ?? ctx.province.code
  const today = dayOf(ctx.now())
  const id = randomUUID()
  if ('directive' in asked) {
    const document = await findDirective(ctx, asked.directive)
    if (!document) return err({ code: 'document-missing' })
    const title = `Kết quả thực hiện nhiệm vụ tại văn bản số ${document.number}`
    const row = {
      id,
      key: `one-off-${document.id}-${today}`,
      kind: 'one-off' as const,
      year: Number(today.slice(0, 4)),
      unit,
      title
    }
    const [opened] = await store.enterReport(ctx, {
      ...row,
      from: document.issuedOn,
      to: today,
      cutOff: today,
      directive: document.id
    })
    return opened ? ok(opened) : err({ code: 'report-exists' })
  }
  const window = windowOf(asked.kind, asked.year)
  const textsBy: Day = shiftDay(window.sentBy, -TEXTS_BEFORE_DAYS)
  const [opened] = await store.enterReport(ctx, {
    id,
    key: window.key,
    kind: asked.kind,
    year: asked.year,
    unit,
    title: `${KIND_WORDS[asked.kind]} ${asked.year}`,
    from: window.from,
    to: window.to,
    cutOff: window.to,
    directive: null
  })
  if (!opened) return err({ code: 'report-exists' })
  const parts: { section: string; unit: string }[] = []
  for (const section of OUTLINE)
    for (const name of section.asked ?? []) {
      const code = await unitByShortName(ctx, name)
      if (code) parts.push({ section: section.key, unit: code })
    }
  await store.askTexts(ctx, id, parts, textsBy)
  return ok(opened)
}

/** An agency sends its text part, or the compiling office writes one of its own. */
export async function sendText(
  ctx: Ctx,
  id: string,
  section: string,
  unit: string,
  words: string
): Promise<Result<void, Refusal>> {
  const report = await store.report(ctx, id)
  if (!report) return err({ code: 'report-missing' })
  if (report.frozenAt) return err({ code: 'report-frozen' })
  if (!outlineOf(report).some(one => one.key === section)) return err({ code: 'section-unknown' })
  const asked = (await store.texts(ctx, id)).find(text => text.section === section && text.unit === unit)
  const own = mayCompile(ctx) && unit === report.unit
  if (!own && !(asked && ctx.actor.may('reform.report') && reachesUnit(ctx.actor, unit)))
    return err({ code: 'forbidden' })
  if (words.trim() === '') return err({ code: 'content-missing' })
  await store.enterText(ctx, id, section, unit, words.normalize('NFC').trim().slice(0, 20_000), asked?.due ?? report.to)
  return ok(undefined)
}

/** The figures: as frozen, or live while the report is open. */
const figuresFor = async (ctx: Ctx, report: store.Report, rows: 'all' | 'first'): Promise<Figure[]> =>
  report.frozenAt
    ? [...(await store.figures(ctx, report.id, rows))]
    : figuresOf(ctx, report, rows === 'all' ? null : SHOWN_ROWS)
const valuesOf = (figures: readonly Pick<Figure, 'key' | 'value'>[]) =>
  new Map(figures.map(figure => [figure.key, figure.value]))

async function toldBy(ctx: Ctx, report: store.Report, rows: 'all' | 'first') {
  const [figures, texts, last] = await Promise.all([
    figuresFor(ctx, report, rows),
    store.texts(ctx, report.id),
    store.before(ctx, report)
  ])
  const before = last ? valuesOf(await store.values(ctx, last.id)) : null
  const values = valuesOf(figures)
  const follows = last !== null && shiftDay(last.to, 1) === report.from
  return {
    report,
    outline: outlineOf(report),
    figures,
    texts: [...texts],
    before,
    last,
    faults: sumFaults(values),
    carry: follows ? carryFault(values, before) : null
  }
}

/**
 * Freezes the report: from now on its figures and their rows are final. Duties told in it are closed by it for every
 * agency that sent its part; whom no part was asked from closes the period with a line of its own regular report.
 */
export async function freezeReport(ctx: Ctx, id: string): Promise<Result<{ number: number }, Refusal>> {
  if (!mayCompile(ctx)) return err({ code: 'forbidden' })
  const report = await store.report(ctx, id)
  if (!report) return err({ code: 'report-missing' })
  // What happened a moment ago is counted too.
  await followDossiers(ctx)
  const [frozen] = await store.freeze(ctx, id, await figuresOf(ctx, report))
  if (!frozen) return err({ code: 'report-frozen' })
  const sent = (await store.texts(ctx, id)).filter(text => text.sentAt).map(text => text.unit)
  const today = dayOf(ctx.now())
  for (const { code } of await store.toldIn(ctx, report.key, [...new Set(sent)])) {
    const proof = { words: '', document: `Báo cáo ${report.title} (số ${frozen.number})`, files: [] }
    await act({ ...ctx, actor: SYSTEM }, code, {
      kind: 'close-period',
      period: report.key,
      by: 'report',
      on: today,
      proof
    })
  }
  ctx.log.info({ event: 'reform.report-frozen', report: id, number: frozen.number }, 'frozen')
  return ok(frozen)
}

export async function reportsScreen(ctx: Ctx) {
  return {
    rows: [...(await store.reports(ctx))],
    mayCompile: mayCompile(ctx),
    year: Number(dayOf(ctx.now()).slice(0, 4))
  }
}

export async function reportScreen(ctx: Ctx, id: string) {
  const report = isId(id) ? await store.report(ctx, id) : null
  if (!report) return null
  const told = await toldBy(ctx, report, 'first')
  const own = (unit: string) => ctx.actor.may('reform.report') && reachesUnit(ctx.actor, unit)
  const texts = told.texts.filter(text => seesAll(ctx.actor) || own(text.unit))
  return {
    ...told,
    texts: texts.map(text => ({ ...text, mine: own(text.unit) || (mayCompile(ctx) && text.unit === report.unit) })),
    before: told.before ? Object.fromEntries(told.before) : null,
    mayCompile: mayCompile(ctx)
  }
}

/** The report as an official document, to be written as DOCX or PDF. */
export async function documentOfReport(ctx: Ctx, id: string): Promise<OfficialDocument | null> {
  const report = isId(id) ? await store.report(ctx, id) : null
  if (!report) return null
  const told = await toldBy(ctx, report, 'all')
  const names = await unitNames(ctx, [report.unit, ctx.province.code])
  const agency = names.get(report.unit)?.vi ?? ctx.province.name
  const parent = report.unit === ctx.province.code ? '' : (names.get(ctx.province.code)?.vi ?? '')
  const head = (await officersOf(ctx, report.unit, dayOf(ctx.now()))).find(officer => officer.head)
  return reportDocument(told, {
    agency,
    parent,
    symbol: `BC-${report.unit === ctx.province.code ? 'UBND' : initialsOf(agency)}`,
    place: placeOf(ctx),
    issuedOn: report.frozenAt ? dayOf(report.frozenAt) : null,
    addressees: [report.kind === 'one-off' || parent === '' ? 'Chủ tịch Ủy ban nhân dân tỉnh' : 'Ủy ban nhân dân tỉnh'],
    signer: {
      authority: [parent === '' ? 'TM. ỦY BAN NHÂN DÂN' : (head?.title ?? 'GIÁM ĐỐC')],
      name: head?.fullName ?? 'Nguyễn Văn A'
    }
  })
}

/** `Sở Nội vụ` signs as SNV. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s,-]+/)
    .filter(word => !/^(và|tỉnh|các)$/iu.test(word))
    .map(word => word.charAt(0).toUpperCase())
    .join('')
