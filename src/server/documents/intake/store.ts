import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { IntakeCode } from './model.ts'

/** One more file refused today for this reason; nothing of the file or of who sent it is kept. */
export const countRefusal = async ({ sql, now }: Ctx, reason: IntakeCode): Promise<void> => {
  await sql`
    insert into file_refusal (day, reason, files) values (${dayOf(now())}, ${reason}, 1)
    on conflict (day, reason) do update set files = file_refusal.files + 1`
}
