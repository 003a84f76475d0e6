import type { RequestEvent } from '@sveltejs/kit'
import { SCAN_BYTES, scanOwner, takeScan } from '#server/desk/index.ts'
import { explainUpload } from '#server/documents/index.ts'
import { FILE_BYTES } from '#server/dossiers/index.ts'
import { deskOnly } from './desk.ts'
import { openFiling } from './filing.ts'
import { partAt, takeFile } from './filing.post.ts'
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
