import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Incoming, Result } from '#server/platform/index.ts'
import type { ScanRefusal, ScanState } from './model.ts'
import { scan } from './scanner.ts'
import * as store from './store.ts'

const PIECE = 256 * 1024

/** Asks the scanner before a file becomes part of the store. */
export async function scanIncoming(ctx: Ctx, incoming: Incoming): Promise<Result<ScanState | null, ScanRefusal>> {
  const verdict = await scan(ctx, piecesOf(incoming))
  switch (verdict?.kind) {
    case 'infected':
      ctx.log.warn({ event: 'documents.infected', file: incoming.sha256, virus: verdict.virus }, 'refused')
      return err({ code: 'infected', virus: verdict.virus })
    case 'away':
      return verdict.refuse ? err({ code: 'scanner-away' }) : ok('waiting')
    default:
      return ok(verdict?.kind ?? null)
  }
}

async function* piecesOf({ bytes, peek }: Incoming): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += PIECE) yield await peek(at, PIECE)
}

/** Scans what was taken in while the scanner was away. An infected file stays, withheld from everybody, and is told. */
export async function scanWaiting(ctx: Ctx): Promise<{ clean: number; infected: number }> {
  const counts = { clean: 0, infected: 0 }
  for (const { id } of await store.waiting(ctx)) {
    const verdict = await scan(ctx, ctx.blobs.open(id)).catch((error: unknown) => {
      ctx.log.error({ event: 'documents.scan-failed', file: id, error: String(error) }, 'could not be scanned')
      return undefined
    })
    if (verdict === undefined) continue
    if (verdict?.kind === 'away') break
    const virus = verdict?.kind === 'infected' ? verdict.virus : null
    await store.enterScan(ctx, id, virus)
    counts[virus === null ? 'clean' : 'infected']++
    if (verdict?.kind === 'infected')
      ctx.log.error({ event: 'documents.infected', file: id, virus: verdict.virus }, 'withheld')
  }
  return counts
}

/** A file that is handed to nobody: not scanned yet, or infected. */
export class FileWithheld extends Error {
  readonly because: 'waiting' | 'infected'
  constructor(because: FileWithheld['because']) {
    super(`the file is withheld: ${because}`)
    this.because = because
  }
}
