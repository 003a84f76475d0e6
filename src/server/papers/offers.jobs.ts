import { load as loadDossier } from '#server/dossiers/index.ts'
import type { Dossier, DossierId } from '#server/dossiers/index.ts'
import type { Ctx, FedEvent, Job, Reactions, Tasks } from '#server/platform/index.ts'
import { usePaper } from './actions.ts'
import { load } from './store.ts'
import { isUsed, whoDid } from './offers.store.ts'

/** The store's papers that an event's files name: their ids stand beside the files. */
const taken = (data: unknown): { paper: string; file: string }[] => {
  const files = (data as { papers?: readonly { files?: readonly { id: string; paper?: string }[] }[] }).papers ?? []
  const named = files.flatMap(({ files: each = [] }) =>
    each.flatMap(({ id, paper }) => (paper ? [{ paper, file: id }] : []))
  )
  return [...new Map(named.map(one => [one.paper, one])).values()]
}

const record = (event: FedEvent): Job[] =>
  taken(event.data).length === 0
    ? []
    : [
        {
          task: 'papers.record-uses',
          payload: { dossier: event.caseId, version: event.version },
          key: `paper-uses-${event.caseId}-${event.version}`
        }
      ]

/** A paper of a store is used when the dossier with it is filed, received or supplemented; not before. */
export const offerReactions = {
  'dossier.filed': record,
  'dossier.received': record,
  'dossier.settled-at-once': record,
  'dossier.supplemented': record
} satisfies Reactions

/** How the holder agreed, as it stands on record beside the use. */
const CONSENT = {
  online: 'Đồng ý khi nộp hồ sơ trực tuyến',
  counter: 'Đồng ý tại quầy, cán bộ tiếp nhận ghi nhận',
  post: 'Đồng ý ghi trong hồ sơ gửi qua bưu chính'
} as const satisfies Record<Dossier['channel'], string>

/** Records the uses that one event of a dossier speaks of, each once, however often the job runs. */
export async function recordUses(ctx: Ctx, id: string, version: number): Promise<number> {
  const [dossier, event] = await Promise.all([loadDossier(ctx, { id: id as DossierId }), whoDid(ctx, id, version)])
  if (!dossier || !event) return 0
  const acting: Ctx = {
    ...ctx,
    actor: { ...ctx.actor, kind: event.kind, id: event.id, name: event.name, unit: event.unit }
  }
  const numbers = new Set([dossier.applicant, dossier.delegate].map(party => party?.number.replace(/-/g, '')))
  let recorded = 0
  for (const { paper, file } of taken(event.data)) {
    const held = await load(ctx, paper)
    const own = held !== null && numbers.has(held.holder.number.replace(/-/g, '')) && held.file?.id === file
    if (!own) ctx.log.warn({ event: 'paper.use-odd', dossier: id, paper }, 'a file named a paper that is not theirs')
    if (!own || (await isUsed(ctx, paper, id))) continue
    const said = { dossier: id, purpose: dossier.procedure.name, consent: CONSENT[dossier.channel] }
    const used = await usePaper(acting, paper, said)
    if (used.ok) recorded++
    else if (used.error.code === 'paper-changed-meanwhile') throw new Error(`paper ${paper} changed meanwhile`)
    else ctx.log.warn({ event: 'paper.use-refused', dossier: id, paper, code: used.error.code }, 'a use was refused')
  }
  return recorded
}

export const offerTasks = {
  'papers.record-uses': async (ctx, { dossier, version }) => {
    await recordUses(ctx, String(dossier), Number(version))
  }
} satisfies Tasks
