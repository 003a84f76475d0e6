import type { Ctx } from '#server/platform/index.ts'

/** Files not scanned yet, the oldest first. */
export const waiting = ({ sql }: Ctx) => sql<{ id: string }[]>`
  select sha256 as "id" from blob where scan = 'waiting' order by created_at limit 500`

export const enterScan = ({ sql }: Ctx, id: string, scan: 'clean' | 'infected') => sql`
  update blob set scan = ${scan} where sha256 = ${id} and scan = 'waiting'`
