import { askReading, explainReading, readingOf, storeUpload, takeBack, uploadsOf } from '#server/documents/index.ts'
import type { FileRef, Kind, Page, Proposed, Reading, UploadRefusal } from '#server/documents/index.ts'
import { blankSheet, counterDraft, keepCounterDraft, load, maySee, typedFromParty } from '#server/dossiers/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { fileOf, likelyDossiers, newScan } from '#server/scans/index.ts'
import type { Likely } from '#server/scans/index.ts'
import { fileOfCase } from './case.ts'
import { proposalsOf, withAccepted } from './reading.rules.ts'
import type { ProposalRow } from './reading.rules.ts'

/** A paper to read: one the officer scanned at the counter, one of a dossier, or one that came from a scanner's folder. */
export type PaperAsked = { readonly file: string; readonly dossier: string | null; readonly scan: string | null }

/** Whose scans: the officer's own. */
export const scanOwner = ({ actor }: Ctx): string => `scans:${actor.id ?? ''}`

/** The officer's own scans that are not older than a week. */
export const scansOf = (ctx: Ctx): Promise<readonly FileRef[]> => uploadsOf(ctx, scanOwner(ctx))

/** Takes a scan in and asks for it to be read. */
export async function takeScan(
  ctx: Ctx,
  { name, stream }: { name: string; stream: AsyncIterable<Uint8Array> }
): Promise<Result<FileRef, UploadRefusal>> {
  const stored = await storeUpload(ctx, stream, { name, limit: SCAN_BYTES, owner: scanOwner(ctx) })
  if (stored.ok) await askReading(ctx, stored.value.id)
  return stored
}
export const SCAN_BYTES = 20 * 1024 * 1024

export const forgetScan = (ctx: Ctx, file: string): Promise<void> => takeBack(ctx, scanOwner(ctx), file)

/** The file, when it is the officer's own scan, one that waits at the desk, or of a dossier the officer may see. */
export async function paperAsked(ctx: Ctx, { file, dossier, scan }: PaperAsked): Promise<FileRef | null> {
  if (ctx.actor.kind !== 'officer') return null
  if (dossier) return fileOfCase(ctx, dossier, file)
  if (scan) {
    const waiting = await newScan(ctx, scan)
    return waiting?.blob === file ? fileOf(waiting) : null
  }
  return (await scansOf(ctx)).find(scan => scan.id === file) ?? null
}

/** A place on the page with the numbers of the proposals that stand there, e.g. `1–6` on a QR code. */
export type Mark = {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** A page of the paper as the screen shows it, with the marks of the proposals on it. */
export type ShownPage = Pick<Page, 'width' | 'height'> & {
  readonly number: number
  readonly marks: readonly Mark[]
}
export type ReadingScreen = {
  readonly file: FileRef
  readonly dossier: string | null
  /** A scan from the folder, and the dossiers it may belong to. */
  readonly scan: { readonly id: string; readonly likely: readonly Likely[] } | null
  readonly state: 'unasked' | 'waiting' | 'running' | 'done' | 'refused'
  readonly done: number
  readonly pages: number
  readonly refusal: string
  readonly kind: Kind | null
  readonly rows: readonly ProposalRow[]
  readonly shown: readonly ShownPage[]
  readonly text: string
}

/** What the screen of one paper shows; null when there is no such paper for this officer. */
export async function readingScreen(ctx: Ctx, asked: PaperAsked): Promise<ReadingScreen | null> {
  const file = await paperAsked(ctx, asked)
  if (!file) return null
  const reading = await readingOf(ctx, file.id)
  const { result, refusal } = reading ?? { result: null, refusal: null }
  const rows = result ? proposalsOf(result.fields, await typedSoFar(ctx, asked.dossier)) : []
  return {
    file,
    dossier: asked.dossier,
    scan: asked.scan ? { id: asked.scan, likely: result ? await likelyDossiers(ctx, result) : [] } : null,
    state: reading?.state ?? 'unasked',
    done: reading?.done ?? 0,
    pages: reading?.pages ?? 0,
    refusal: refusal ? explainReading(ctx.language, refusal) : '',
    kind: result?.kind ?? null,
    rows,
    shown: result ? shownPages(result, rows) : [],
    text: result?.text.replaceAll('\f', '') ?? ''
  }
}

/** At most this many pages are shown as pictures: each costs a drawing. */
const MOST_SHOWN = 10

function shownPages({ pages, fields }: Reading, rows: readonly ProposalRow[]): ShownPage[] {
  return pages.slice(0, MOST_SHOWN).map(({ width, height }, at) => ({
    number: at + 1,
    width,
    height,
    marks: marksOf(
      rows.flatMap(row => (row.page === at + 1 ? [{ mark: row.mark, place: fields[row.name]!.place }] : []))
    )
  }))
}

/** Proposals with one place share one mark. */
function marksOf(placed: readonly { mark: number; place: Proposed['place'] }[]): Mark[] {
  const together = Map.groupBy(placed, ({ place }) => place.join(' '))
  return [...together.values()].map(group => {
    const [left, top, right, bottom] = group[0]!.place
    const numbers = group.map(({ mark }) => mark)
    const [first, last] = [numbers[0]!, numbers.at(-1)!]
    const run = numbers.length > 2 && last - first === numbers.length - 1
    const label = run ? `${first}–${last}` : numbers.join(', ')
    return { label, x: left, y: top, w: right - left, h: bottom - top }
  })
}

/** What stands in the form: the half-typed sheet of the counter, or the applicant of the dossier. */
async function typedSoFar(ctx: Ctx, code: string | null): Promise<Readonly<Record<string, string>>> {
  if (!code) return (await counterDraft(ctx))?.body ?? {}
  const dossier = await load(ctx, { code })
  return dossier && maySee(ctx, dossier) ? typedFromParty(dossier.applicant) : {}
}

/**
 * Puts the ticked proposals into the officer's sheet at the counter. The sheet gets a new key, so that the copy a tab
 * still holds does not come back over it.
 */
export async function acceptIntoSheet(ctx: Ctx, asked: PaperAsked, accepted: readonly string[]): Promise<boolean> {
  const paper = await paperAsked(ctx, asked)
  const result = paper && (await readingOf(ctx, paper.id))?.result
  if (!result) return false
  const typed = (await counterDraft(ctx))?.body ?? {}
  await keepCounterDraft(ctx, { ...withAccepted({ kind: 'person', ...typed }, result.fields, accepted), ...fresh() })
  return true
}
const fresh = () => ({ key: blankSheet().key ?? '' })

/** The entry of a dossier with the ticked proposals of one of its papers in it, to be looked at before it is saved. */
export async function withProposals(
  ctx: Ctx,
  asked: PaperAsked,
  accepted: readonly string[],
  typed: Readonly<Record<string, string>>
): Promise<Record<string, string>> {
  const paper = await paperAsked(ctx, asked)
  const result = paper && (await readingOf(ctx, paper.id))?.result
  return result ? withAccepted(typed, result.fields, accepted) : { ...typed }
}
