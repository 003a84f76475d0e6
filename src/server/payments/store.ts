import type { Ctx } from '#server/platform/index.ts'
import type { Order, OrderState } from './model.ts'

export async function orderBy({ sql }: Ctx, id: string): Promise<Order | null> {
  const [row] = await sql<Order[]>`
    select id as "id", dossier_id as "dossierId", amount as "amount", state as "state", page as "page",
      expires_at as "expiresAt", receipt as "receipt", created_at as "createdAt"
    from payment_order where id = ${id}::uuid`
  return row ?? null
}

export async function openOrder({ sql }: Ctx, dossier: string): Promise<Order | null> {
  const [row] = await sql<Order[]>`
    select id as "id", dossier_id as "dossierId", amount as "amount", state as "state", page as "page",
      expires_at as "expiresAt", receipt as "receipt", created_at as "createdAt"
    from payment_order where dossier_id = ${dossier}::uuid and state = 'open'`
  return row ?? null
}

/** A new order, unless one is open already. */
export const enterOrder = ({ sql, now }: Ctx, order: { id: string; dossier: string; amount: number }) => sql`
  insert into payment_order (id, dossier_id, amount, created_at)
  values (${order.id}, ${order.dossier}::uuid, ${order.amount}, ${now()})
  on conflict (dossier_id) where state = 'open' do nothing`

export const keepPage = ({ sql }: Ctx, id: string, page: string, expiresAt: Date) => sql`
  update payment_order set page = ${page}, expires_at = ${expiresAt} where id = ${id}::uuid and state = 'open'`

export const settleOrder = (
  { sql, now }: Ctx,
  id: string,
  to: { state: Exclude<OrderState, 'open'>; receipt?: string }
) => sql`
  update payment_order set state = ${to.state}, receipt = coalesce(${to.receipt ?? null}, receipt), settled_at = ${now()}
  where id = ${id}::uuid and state in ('open', 'failed', 'refunding')`

/** Whether that payment stands in the dossier already. */
export async function isEntered({ sql }: Ctx, dossier: string, receipt: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (
      select from event where case_id = ${dossier}::uuid and type = 'dossier.fee-paid'
        and data ->> 'method' = 'online' and data ->> 'receipt' = ${receipt}
    ) as "found"`
  return row!.found
}

/** Open orders nobody asked about for some minutes, the longest unasked first. */
export const unchecked = ({ sql, now }: Ctx) => sql<{ id: string }[]>`
  update payment_order set checked_at = ${now()} where id in (
    select id from payment_order
    where state = 'open' and coalesce(checked_at, created_at) <= ${now()}::timestamptz - interval '4 minutes'
    order by checked_at nulls first limit 50 for update skip locked
  ) returning id as "id"`

/** Lets a job ask about an order: a notification is a hint and nothing more. */
export const wake = ({ sql, province }: Ctx, id: string) => sql<{ asked: number }[]>`
  select count(*) as "asked" from graphile_worker.add_job('payments.settle',
    json_build_object('order', ${id}::text, 'province', ${province.schema}::text),
    job_key => ${province.schema}::text || ':payment-' || ${id}::text)`
