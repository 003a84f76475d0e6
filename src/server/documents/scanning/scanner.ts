import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { readSettings } from '#server/platform/config.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ScannerAway, scanStream } from './clamd.ts'
import type { Address, Verdict } from './clamd.ts'

const Settings = z.object({
  CLAMD: z
    .string()
    .refine(given => addressIn(given) !== null, 'must be host:port or the path of a socket')
    .optional(),
  CLAMD_AWAY: z.enum(['take', 'refuse'], 'must be take or refuse').default('take')
})

/** `127.0.0.1:3310`, `[::1]:3310` or `/run/clamav/clamd.ctl`. */
export function addressIn(given: string): Address | null {
  if (isAbsolute(given)) return { path: given }
  const parts = /^(?:\[([\da-f:]+)\]|([^\s:/]+)):(\d{1,5})$/i.exec(given)
  return parts ? { host: parts[1] ?? parts[2]!, port: Number(parts[3]) } : null
}

let scanner: { address: Address; away: 'take' | 'refuse' } | null = null

/** Reads `CLAMD` and `CLAMD_AWAY`: what to do with files while the scanner is away. */
export function openScanner(environment: NodeJS.ProcessEnv = process.env): void {
  const { CLAMD, CLAMD_AWAY } = readSettings(Settings, environment)
  const address = CLAMD ? addressIn(CLAMD) : null
  scanner = address && { address, away: CLAMD_AWAY }
}

/** Whether one is set up. */
export const scannerSet = (): boolean => scanner !== null

/** What the scanner says; `away` when it could not be asked, null when none is set up. */
export async function scan(
  ctx: Ctx,
  content: AsyncIterable<Uint8Array>
): Promise<Verdict | { readonly kind: 'away'; readonly refuse: boolean } | null> {
  if (!scanner) return null
  try {
    return await scanStream(scanner.address, content)
  } catch (error) {
    if (!(error instanceof ScannerAway)) throw error
    ctx.log.error({ event: 'scanner.away', error: error.message }, 'the virus scanner could not be asked')
    return { kind: 'away', refuse: scanner.away === 'refuse' }
  }
}
