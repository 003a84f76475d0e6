import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { ACT_FILE_BYTES, actUploads, SCAN_BYTES, scanOwner, takeScan } from '#server/desk/index.ts'
import { explainUpload } from '#server/documents/index.ts'
import { FILE_BYTES, uploadReply } from '#server/dossiers/index.ts'
import { batchOwner, MOST_BYTES, takeForBatch } from '#server/papers/index.ts'
import { deskOnly } from './desk.ts'
import { openFiling } from './filing.ts'
import { partAt, takeFile } from './filing.post.ts'
import { openedOrAsk } from './following.ts'
import { explainFile } from './forms.ts'
import type { Landing } from './tus.ts'

/** Files of an online filing; `field` is the question that a file answers. */
export async function filingLanding(event: RequestEvent): Promise<Landing> {
  const filing = await openFiling(event)
  const part = partAt(filing, event.params.step ?? '')
  return {
    owner: `draft:${filing.draft.id}`,
    limit: FILE_BYTES,
    base: `${filing.address}/${part.key}/uploads`,
    async take({ field, ...file }) {
      const problem = await takeFile(event, filing, part, field, file, true)
      return problem === null ? { next: null } : { problem }
    }
  }
}

/** Scans at the counter. */
export function scanLanding(event: RequestEvent): Landing {
  const ctx = deskOnly(event, 'dossier.receive')
  return {
    owner: scanOwner(ctx),
    limit: SCAN_BYTES,
    base: '/desk/reading/uploads',
    async take(file) {
      const taken = await takeScan(ctx, file)
      return taken.ok
        ? { next: `/desk/reading/${taken.value.id}` }
        : { problem: explainUpload(ctx.language, taken.error) }
    }
  }
}

/**
 * Files of an act on a dossier, such as its result, or what was brought of a paper that was asked for: `field` is `files`,
 * or `files-` and the place of the paper. They wait until the form itself is sent.
 */
export async function actLanding(event: RequestEvent): Promise<Landing> {
  const ctx = deskOnly(event, 'dossier.step')
  const code = event.params.code ?? ''
  const place = (await actUploads(ctx, code)) ?? error(404)
  return {
    owner: place.owner,
    limit: ACT_FILE_BYTES,
    base: `/desk/dossiers/${encodeURIComponent(code)}/uploads`,
    async take(file) {
      const taken = await place.take(file)
      return taken.ok ? { next: null } : { problem: taken.error.problem }
    }
  }
}

/** What an applicant sends because it was asked for; `field` is `files.` and the number of the question. */
export async function replyLanding(event: RequestEvent): Promise<Landing> {
  const { ctx, language } = event.locals
  const own = await openedOrAsk(event)
  const { code, id, asked } = own.dossier
  return {
    owner: `supplement:${id}`,
    limit: FILE_BYTES,
    base: `/track/${encodeURIComponent(code)}/supplement/uploads`,
    async take({ field, ...file }) {
      const at = Number(/^files\.(\d{1,3})$/.exec(field)?.[1] ?? NaN)
      if (!asked[at]) error(404)
      const taken = await uploadReply(ctx, own, at, file)
      return taken.ok ? { next: null } : { problem: explainFile(taken.error, language) }
    }
  }
}

/** Files of a batch of old results, and zips of them. */
export function batchLanding(event: RequestEvent): Landing {
  const ctx = deskOnly(event, 'papers.batch')
  return {
    owner: batchOwner(ctx),
    limit: MOST_BYTES,
    base: '/desk/digitisation/batches/uploads',
    async take(file) {
      const taken = await takeForBatch(ctx, file)
      return taken.ok ? { next: null } : { problem: explainFile(taken.error, ctx.language) }
    }
  }
}
