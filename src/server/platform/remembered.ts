import type { Ctx } from './context.ts'

type Held<T> = { readonly until: number; readonly answer: Promise<T> }

/** Answers of one question, kept for a moment by key and by database. */
export type Remembered<T> = {
  of(ctx: Pick<Ctx, 'sql'>, key: string, ask: () => Promise<T>): Promise<T>
  /** After this process has changed what the answers rest on: the next question is asked again. */
  forget(ctx: Pick<Ctx, 'sql'>): void
}

/**
 * Keeps answers that change a few times a year but are needed by every request (calendar, procedures, units). Who
 * changes them forgets at once; other processes notice within the time. Those who ask together ask once.
 */
export function remembered<T>(milliseconds = 1_000, most = 5_000): Remembered<T> {
  const known = new WeakMap<object, Map<string, Held<T>>>()
  return {
    of({ sql }, key, ask) {
      let held = known.get(sql)
      if (!held) known.set(sql, (held = new Map()))
      const now = performance.now()
      const before = held.get(key)
      if (before && before.until > now) return before.answer
      if (held.size >= most) held.clear()
      const answer = ask()
      held.set(key, { until: now + milliseconds, answer })
      answer.catch(() => held.delete(key))
      return answer
    },
    forget: ({ sql }) => void known.delete(sql)
  }
}
