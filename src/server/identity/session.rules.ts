import type { Role } from './model.ts'

const MINUTE = 60

/** How long a session may stand idle, by role, in seconds: the shorter, the more the role can do. */
export const IDLE_SECONDS = {
  'one-stop-officer': 30 * MINUTE,
  handler: 30 * MINUTE,
  'division-head': 30 * MINUTE,
  'agency-head': 20 * MINUTE,
  chair: 20 * MINUTE,
  clerk: 30 * MINUTE,
  'control-office': 20 * MINUTE,
  'reform-office': 30 * MINUTE,
  administrator: 15 * MINUTE,
  citizen: 30 * MINUTE
} as const satisfies Record<Role, number>

/** The end whatever happens: a working day with its breaks for officers, an evening for citizens. */
export const LONGEST_SECONDS = {
  officer: 12 * 60 * MINUTE,
  citizen: 4 * 60 * MINUTE,
  organisation: 4 * 60 * MINUTE
} as const

/** A request moves the idle end; it is written at most this often. */
export const WRITE_EVERY_SECONDS = 30

/** The tabs warn this long before the end. */
export const WARN_SECONDS = 60

/** The idle length of a session with these roles: the shortest of them. */
export const idleSeconds = (roles: readonly string[]): number =>
  Math.min(...roles.map(role => IDLE_SECONDS[role as Role] ?? IDLE_SECONDS.citizen), IDLE_SECONDS.citizen)

/** When a session ends if nothing more happens. */
export const endOf = (session: { lastSeenAt: Date; idleSeconds: number; endsAt: Date }): Date =>
  new Date(Math.min(session.lastSeenAt.getTime() + session.idleSeconds * 1000, session.endsAt.getTime()))

/** Whether a request at this moment should write that the person is there. */
export const isWorthWriting = (lastSeenAt: Date, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= WRITE_EVERY_SECONDS * 1000

/** Seconds to wait after the n-th wrong password in a row; the index is n. Later ones cost the last. */
export const LOCK_SECONDS = [0, 0, 0, 0, 0, 60, 120, 300, 900, 3600] as const
export const lockSeconds = (failures: number): number => LOCK_SECONDS[Math.min(failures, LOCK_SECONDS.length - 1)]!

/** Whether a request certainly comes from this very machine: a loopback address, and no proxy in between. */
export const isLocal = (origin: { address: string; forwarded?: boolean }): boolean =>
  !origin.forwarded && /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/.test(origin.address)
