/** Who is signed in, as the shell shows it. */
export type Account = {
  readonly kind: 'officer' | 'citizen'
  readonly id?: string
  readonly name: string
  readonly unit?: string
}

/** The idle session as the warning needs it; ISO instants. */
export type SessionClock = { readonly endsAt: string; readonly now: string; readonly owner?: string }
