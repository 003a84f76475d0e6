/** What the applicant sees of paying online. */
export type Standing =
  /** Nothing is due, or nothing may be paid now. */
  | { readonly kind: 'nothing' }
  /** There is no payment platform here: only the desk takes money. */
  | { readonly kind: 'off'; readonly due: number }
  | { readonly kind: 'due'; readonly due: number }
  /** An order is open: the page to pay at, and whether the platform could be asked about it. */
  | { readonly kind: 'open'; readonly due: number; readonly page: string | null; readonly answers: boolean }

export type OrderState = 'open' | 'entered' | 'failed' | 'refunding' | 'refunded'
export type Order = {
  readonly id: string
  readonly dossierId: string
  readonly amount: number
  readonly state: OrderState
  readonly page: string | null
  readonly expiresAt: Date | null
  readonly receipt: string | null
  readonly createdAt: Date
}
