const DAY = 86_400_000
/** The desk is told so many days before. */
export const TELL_DAYS = 7

/** What waits unsorted since before `told` is told to its desk; what was told before `since` may go. */
export type Bounds = { readonly arrived: Date; readonly tell: Date; readonly told: Date }

/**
 * When what waits unsorted is told and let go, at `days` after it came: the project's own choice, no law names a period.
 * An hour less for what was told, so that the job of the same hour a week later finds it.
 */
export const boundsOf = (now: Date, days: number): Bounds => ({
  arrived: new Date(now.getTime() - days * DAY),
  tell: new Date(now.getTime() - (days - TELL_DAYS) * DAY),
  told: new Date(now.getTime() - TELL_DAYS * DAY + 3_600_000)
})

/** When something that was told goes at the earliest. */
export const leavesAt = ({ arrivedAt, toldAt }: { arrivedAt: Date; toldAt: Date }, days: number): Date =>
  new Date(Math.max(arrivedAt.getTime() + days * DAY, toldAt.getTime() + TELL_DAYS * DAY))
