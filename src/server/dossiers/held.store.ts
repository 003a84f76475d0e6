import type { Ctx } from '#server/platform/index.ts'

const HOUR_MS = 3_600_000
/** An act takes seconds; after this long it has been written or never will be. */
const UNDECIDED_HOURS = 24
const BATCH = 500

/**
 * Files are held before an act is written. Those that an event of their dossier speaks of are confirmed and never looked
 * at again; what was held for an act that was refused or broken off is let go, and the sweep takes the file.
 */
export async function settleHeld({ sql, now, log }: Ctx): Promise<{ confirmed: number; released: number }> {
  const before = new Date(now().getTime() - UNDECIDED_HOURS * HOUR_MS)
  const settled = { confirmed: 0, released: 0 }
  for (;;) {
    const [done] = await sql<{ confirmed: number; released: number }[]>`
      with undecided as (
        select kind, ref, blob from blob_use
        where not confirmed and kind = 'dossier' and held_at < ${before}
        order by held_at limit ${BATCH}
        for update skip locked
      ), judged as (
        select kind, ref, blob, exists (select from event
          where event.case_id = case when undecided.ref ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then undecided.ref::uuid end
            and position(undecided.blob in event.data::text) > 0) as spoken
        from undecided
      ), kept as (
        update blob_use use set confirmed = true from judged
        where judged.spoken and use.kind = judged.kind and use.ref = judged.ref and use.blob = judged.blob
        returning use.blob
      ), gone as (
        delete from blob_use use using judged
        where not judged.spoken and use.kind = judged.kind and use.ref = judged.ref and use.blob = judged.blob
        returning use.blob
      )
      select (select count(*) from kept)::integer as "confirmed", (select count(*) from gone)::integer as "released"`
    settled.confirmed += done!.confirmed
    settled.released += done!.released
    if (done!.confirmed + done!.released === 0) break
  }
  const drafts = await sql<{ blob: string }[]>`
    delete from blob_use use
    where use.kind = 'draft' and use.held_at < ${before} and not exists (select from draft where draft.id::text = use.ref)
    returning use.blob as "blob"`
  settled.released += drafts.length
  log.info({ event: 'dossiers.held-files-settled', ...settled }, 'settled')
  return settled
}
