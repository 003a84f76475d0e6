import { revisionById } from '#server/catalogue/index.ts'
import { load as loadDossier } from '#server/dossiers/index.ts'
import type { Dossier, DossierId } from '#server/dossiers/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import type { Ctx, FedEvent, Job, Reactions, Tasks } from '#server/platform/index.ts'
import { revokeSealOf } from '#server/seals/index.ts'
import { formersOf } from '#server/signatures/index.ts'
import { change, enterPaper } from './actions.ts'
import { paperKinds } from './kinds.ts'
import type { Paper } from './model.ts'
import { holderOf, inputOfResult, replacedBy } from './results.rules.ts'
import { papersOfDossier } from './register.store.ts'
import { load, papersOf } from './store.ts'

/** All that one holder has is looked through for what a new result replaces. */
const MOST = { limit: 500, offset: 0 }

async function standing(ctx: Ctx, dossier: Dossier) {
  const [revision, names, kinds] = await Promise.all([
    revisionById(ctx, dossier.procedure.revision),
    unitNames(ctx, [dossier.settlingUnit]),
    paperKinds(ctx)
  ])
  const holder = holderOf(dossier)
  const papers = holder ? await papersOf(ctx, holder, MOST) : []
  const issuer = names.get(dossier.settlingUnit)?.vi ?? dossier.settlingUnit
  return { kinds, papers, issuer, results: revision.ok ? revision.value.content.results : [] }
}

/**
 * Enters each file of a dossier's granted result as a paper of its applicant. Run twice it enters nothing more; a result
 * signed anew replaces what the dossier gave before, and the earlier file's seal no longer holds.
 */
export async function enterResults(ctx: Ctx, id: string): Promise<number> {
  const dossier = await loadDossier(ctx, { id: id as DossierId })
  if (!dossier?.result) return 0
  const known = await standing(ctx, dossier)
  const input = inputOfResult(dossier, known)
  if (!input) return 0
  const before = await papersOfDossier(ctx, id)
  let { papers } = known
  let entered = 0
  for (const file of dossier.result.files) {
    if (before.some(paper => paper.source === 'result' && paper.entry === file.id)) continue
    const former = replacedBy(papers, input, dossier.result.files, known.kinds)
    const done = await enterPaper(ctx, input, file, former?.id ?? null)
    if (!done.ok) {
      ctx.log.warn({ event: 'paper.not-entered', dossier: id, refusal: done.error.code }, 'a result was not entered')
      continue
    }
    entered++
    papers = [done.value, ...papers.filter(paper => paper.id !== former?.id)]
  }
  return entered
}

/** The paper that a result about to be signed will replace, so that the new one can say so in its own words. */
export async function formerOf(ctx: Ctx, dossier: Dossier, number: string): Promise<Paper | null> {
  const known = await standing(ctx, dossier)
  const result = {
    kind: 'granted' as const,
    number,
    signedBy: '',
    signedAt: ctx.now().toISOString(),
    files: [],
    note: ''
  }
  const input = inputOfResult({ ...dossier, result }, known)
  return input && replacedBy(known.papers, input, [], known.kinds)
}

/** A dossier that was entered in error leaves no paper that can serve another. */
export async function withdrawPapersOf(ctx: Ctx, dossier: string, because: string): Promise<void> {
  for (const { id, state } of await papersOfDossier(ctx, dossier))
    if (state === 'in-force') await change(ctx, id, { kind: 'withdraw', because })
}

/** What a result's QR says no longer holds when another has taken its place. */
async function unseal(ctx: Ctx, id: string): Promise<void> {
  const paper = await load(ctx, id)
  const dossier = paper?.dossier && paper.file ? await loadDossier(ctx, { id: paper.dossier as DossierId }) : null
  if (!paper?.file || !dossier) return
  const reason = paper.state === 'replaced' ? 'replaced' : 'withdrawn'
  const [first] = (await formersOf(ctx, paper.file.id)).slice(-1)
  await revokeSealOf(ctx, { subject: dossier.code, hash: (first ?? paper.file.id).slice(0, 32), reason })
}

const VOIDED = 'Hồ sơ được hủy do nhập nhầm'

export const tasks = {
  'papers.enter-results': (ctx, { dossier }) => enterResults(ctx, String(dossier)),
  'papers.withdraw': (ctx, { dossier, because }) => withdrawPapersOf(ctx, String(dossier), String(because)),
  'papers.unseal': (ctx, { paper }) => unseal(ctx, String(paper))
} satisfies Tasks

/** How files of a told history are called: they are no papers of anybody. */
export const SAMPLE = 'Mau trinh dien'

type Signed = { readonly result?: { readonly kind: string; readonly files: readonly { readonly name: string }[] } }
const entering = ({ caseId, data }: FedEvent): Job[] => {
  const { result } = data as Signed
  return result?.kind === 'granted' && result.files.some(({ name }) => !name.startsWith(SAMPLE))
    ? [{ task: 'papers.enter-results', payload: { dossier: caseId }, key: `paper-results-${caseId}` }]
    : []
}
const unsealing = ({ caseId }: FedEvent): Job[] => [
  { task: 'papers.unseal', payload: { paper: caseId }, key: `paper-unseal-${caseId}` }
]

export const reactions: Reactions = {
  'result.signed': entering,
  'dossier.settled-at-once': entering,
  'dossier.voided': ({ caseId, data }) => [
    {
      task: 'papers.withdraw',
      payload: { dossier: caseId, because: String(data.reason ?? '') || VOIDED },
      key: `paper-withdraw-${caseId}`
    }
  ],
  'paper.replaced': unsealing,
  'paper.withdrawn': unsealing
}
