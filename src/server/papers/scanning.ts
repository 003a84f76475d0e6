import { load as loadDossier, maySee, reaches } from '#server/dossiers/index.ts'
import type { Dossier, PaperEntry } from '#server/dossiers/index.ts'
import { storeBytes, storeUpload, takeBack, uploadsOf } from '#server/documents/index.ts'
import type { ContentRefusal, FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { officerSigner } from '#server/signatures/index.ts'
import { allOrNothing, enterWithin } from './actions.ts'
import type { PaperRefusal } from './commands.ts'
import { certifyCopies } from './copies.ts'
import type { Batch } from './copies.ts'
import type { PaperKind } from './kinds.model.ts'
import { kindOf, validTo } from './kinds.rules.ts'
import { paperKinds } from './kinds.ts'
import { readLines } from './scanning.form.ts'
import type { TypedLine } from './scanning.form.ts'
import { oneScan } from './scanning.pdf.ts'
import type { Scanned } from './scanning.pdf.ts'
import { holderOf } from './results.rules.ts'
import { isElectronic, SEEN, scanFault, usualTreatment } from './scanning.rules.ts'
import type { ScanRefusal } from './scanning.rules.ts'
import { noteScan, scansOf } from './scanning.store.ts'
import type { ScanRow } from './scanning.store.ts'

/** Files chosen for a paper wait under this name until they are taken, so that a refusal loses none. */
const ownerOf = (ctx: Ctx, dossier: Dossier, at: number): string => `scan:${ctx.actor.id}:${dossier.id}:${at}`
const FILE_LIMIT = 20 * 1024 * 1024

export type ScanScreen = NonNullable<Awaited<ReturnType<typeof scanScreen>>>
/** Why nothing of this dossier is scanned here. */
type Barrier = 'online' | 'not-received' | 'no-holder' | 'no-papers' | null

const NOT_YET: readonly Dossier['phase'][] = ['filed', 'not-accepted', 'voided']
function barrierOf(dossier: Dossier): Barrier {
  if (dossier.channel === 'online') return 'online'
  if (NOT_YET.includes(dossier.phase)) return 'not-received'
  if (!holderOf(dossier)) return 'no-holder'
  return dossier.papers.length === 0 ? 'no-papers' : null
}

async function mine(ctx: Ctx, code: string): Promise<Dossier | null> {
  const dossier = await loadDossier(ctx, { code })
  return dossier && maySee(ctx, dossier) && reaches(ctx.actor, dossier.receivingUnit) ? dossier : null
}

/** What the desk sees to digitise the papers of a dossier; null where it is not for this officer. */
export async function scanScreen(ctx: Ctx, code: string) {
  const dossier = await mine(ctx, code)
  if (!dossier) return null
  const [kinds, scans, signer] = await Promise.all([
    paperKinds(ctx),
    scansOf(ctx, dossier.id),
    ctx.actor.id ? officerSigner(ctx, ctx.actor.id) : null
  ])
  const lines = await Promise.all(
    dossier.papers.map(async (paper, at) => ({
      ...{ at, code: paper.code, name: paper.name, electronic: isElectronic(paper) },
      sheets: { originals: paper.originals, certified: paper.certified, copies: paper.copies },
      usual: usualTreatment(paper, kinds),
      kept: (await uploadsOf(ctx, ownerOf(ctx, dossier, at))).map(file => file.name),
      done: scans.find(scan => scan.code === paper.code) ?? null
    }))
  )
  return {
    ...{ code: dossier.code, applicant: dossier.applicant.name, procedure: dossier.procedure.name },
    ...{ barrier: barrierOf(dossier), lines, signs: signer !== null }
  }
}

export type ScanProblem =
  | { readonly code: 'not-found' | 'scan-nothing' | 'scan-barred' }
  | {
      readonly code: 'scan-refused'
      readonly faults: Readonly<Record<number, ScanRefusal | UploadRefusal | ContentRefusal>>
    }
  | PaperRefusal

type Ready = { readonly at: number; readonly paper: PaperEntry; readonly line: TypedLine; readonly scan: Scanned }

/**
 * Takes the scans of a dossier's papers into the register and signs them as certified copies. All lines are judged
 * first: one fault and nothing is entered, while the files that were sent stay at hand.
 */
export async function scanPapers(ctx: Ctx, code: string, form: FormData): Promise<Result<Batch, ScanProblem>> {
  const dossier = await mine(ctx, code)
  if (!dossier || !ctx.actor.may('paper.scan')) return err({ code: 'not-found' })
  if (barrierOf(dossier)) return err({ code: 'scan-barred' })
  const faults: Record<number, ScanRefusal | UploadRefusal | ContentRefusal> = {}
  const kinds = await paperKinds(ctx)
  const lines = readLines(form, dossier.papers.length)
  const ready: Ready[] = []
  for (const [at, line] of lines.entries()) {
    const files = await filesFor(ctx, dossier, at, form)
    if (!files.ok) {
      faults[at] = files.error
      continue
    }
    const paper = dossier.papers[at]!
    const whole = files.value.length > 0 ? await oneScan(ctx, files.value) : ok(null)
    if (!whole.ok) {
      faults[at] = whole.error
      continue
    }
    const scan = whole.value
    const said = { ...line, files: files.value.length, real: scan?.pages ?? null }
    const fault = scanFault(said, paper, { online: false, kinds })
    if (fault) faults[at] = fault
    else if (scan) ready.push({ at, paper, line, scan })
  }
  if (Object.keys(faults).length > 0) return err({ code: 'scan-refused', faults })
  const unscanned = lines.flatMap((line, at) => (line.treatment === 'scan' ? [] : [{ at, treatment: line.treatment }]))
  if (ready.length + unscanned.length === 0) return err({ code: 'scan-nothing' })
  const before = await scansOf(ctx, dossier.id)
  for (const { at, treatment } of unscanned) {
    const { code: paper } = dossier.papers[at]!
    if (before.some(scan => scan.code === paper && scan.paper !== null)) continue
    await noteScan(ctx, {
      dossier: dossier.id,
      code: paper,
      position: at,
      treatment,
      paper: null,
      pages: null,
      notes: 0
    })
  }
  const entered: { id: string; originalSeen: string }[] = []
  for (const one of ready) {
    const done = await enterScan(ctx, dossier, one, { kinds, before })
    if (!done.ok) return done
    if (done.value) entered.push({ id: done.value, originalSeen: SEEN[one.line.seen!] })
    const owner = ownerOf(ctx, dossier, one.at)
    for (const file of await uploadsOf(ctx, owner)) await takeBack(ctx, owner, file.id)
  }
  return ok(await certifyCopies(ctx, entered))
}

/** One scan as a paper of the register, with its note at the dossier. A scan sent twice is one paper. */
async function enterScan(
  ctx: Ctx,
  dossier: Dossier,
  { at, paper, line, scan }: Ready,
  { kinds, before }: { readonly kinds: readonly PaperKind[]; readonly before: readonly ScanRow[] }
): Promise<Result<string | null, PaperRefusal>> {
  const name = `${paper.name.slice(0, 120)}.pdf`
  const owner = `${ownerOf(ctx, dossier, at)}:made`
  const file = await storeBytes(ctx, scan.bytes, { name, limit: FILE_LIMIT * 4, owner })
  if (!file.ok) return err({ code: 'paper-file-gone' })
  const former = before.find(row => row.code === paper.code && row.state === 'in-force')
  if (former?.entry === file.value.id) return ok(former.form === 'scan' ? former.paper : null)
  const kind = kindOf(kinds, paper)
  const { issuer, number, issuedOn, pages, notes } = line
  const entered = await allOrNothing<string, PaperRefusal>(ctx, async inside => {
    const done = await enterWithin(
      inside,
      {
        ...{ kind: kind.code, name: paper.name, holder: holderOf(dossier)!, issuer, number, issuedOn },
        ...{ validTo: line.validTo ?? validTo(kind, issuedOn), source: 'scanned', form: 'scan' },
        ...{ dossier: dossier.id, unit: dossier.receivingUnit, pages: scan.pages }
      },
      file.value,
      former?.paper ?? null
    )
    if (!done.ok) return done
    const note = { dossier: dossier.id, code: paper.code, position: at, treatment: 'scanned', pages, notes } as const
    await noteScan(inside, { ...note, paper: done.value.id })
    return ok(done.value.id as string)
  })
  await takeBack(ctx, owner, file.value.id)
  return entered
}

/** The files of one paper: those sent now, else those an earlier, refused try left. */
async function filesFor(
  ctx: Ctx,
  dossier: Dossier,
  at: number,
  form: FormData
): Promise<Result<readonly FileRef[], UploadRefusal>> {
  const owner = ownerOf(ctx, dossier, at)
  const sent = form.getAll(`file-${at}`).filter(file => typeof file !== 'string' && file.size > 0) as File[]
  const earlier = await uploadsOf(ctx, owner)
  if (form.has(`drop-${at}`)) {
    for (const file of earlier) await takeBack(ctx, owner, file.id)
    return ok([])
  }
  if (sent.length === 0) return ok(earlier)
  const stored: FileRef[] = []
  for (const file of sent) {
    const stream = file.stream() as unknown as AsyncIterable<Uint8Array>
    const done = await storeUpload(ctx, stream, { name: file.name, limit: FILE_LIMIT, owner })
    if (!done.ok) return done
    stored.push(done.value)
  }
  for (const file of earlier) if (!stored.some(each => each.id === file.id)) await takeBack(ctx, owner, file.id)
  return ok(stored)
}
