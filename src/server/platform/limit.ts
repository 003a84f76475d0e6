/** A bucket of so many requests that fills again evenly. */
export type Limit = { readonly burst: number; readonly perMinute: number }

/** How much one address (or account, or token) may ask. Generous for people, tight where guessing would pay. */
export const LIMITS = {
  'sign-in': { burst: 10, perMinute: 10 },
  register: { burst: 5, perMinute: 2 },
  'tracking-lookup': { burst: 30, perMinute: 30 },
  'tracking-second-factor': { burst: 5, perMinute: 5 },
  'api-anonymous': { burst: 120, perMinute: 120 },
  'api-client': { burst: 12_000, perMinute: 60_000 },
  upload: { burst: 60, perMinute: 60 },
  'news-voice': { burst: 6, perMinute: 2 },
  'petition-file': { burst: 5, perMinute: 1 },
  rating: { burst: 30, perMinute: 10 }
} as const satisfies Record<string, Limit>
export type LimitName = keyof typeof LIMITS

type Bucket = { tokens: number; at: number }

export type Limiter = {
  /** Takes one from the bucket. Zero: go ahead; else the seconds for `Retry-After`. */
  take(name: LimitName, key: string, now: Date): number
}

/** One limiter for a process: buckets in memory, the full ones forgotten when there are many. */
export function createLimiter(limits: Readonly<Record<LimitName, Limit>> = LIMITS, most = 50_000): Limiter {
  const buckets = new Map<string, Bucket>()
  const refill = (limit: Limit, bucket: Bucket, now: number): number =>
    Math.min(limit.burst, bucket.tokens + (Math.max(0, now - bucket.at) * limit.perMinute) / 60_000)
  const forgetFull = (now: number) => {
    for (const [key, bucket] of buckets) {
      const limit = limits[key.slice(0, key.indexOf(' ')) as LimitName]
      if (refill(limit, bucket, now) >= limit.burst) buckets.delete(key)
    }
    for (const key of buckets.keys()) {
      if (buckets.size < most) break
      buckets.delete(key)
    }
  }
  return {
    take(name, key, at) {
      const limit = limits[name]
      const now = at.getTime()
      const id = `${name} ${key}`
      const bucket = buckets.get(id)
      const tokens = bucket ? refill(limit, bucket, now) : limit.burst
      if (!bucket && buckets.size >= most) forgetFull(now)
      if (tokens < 1) {
        buckets.set(id, { tokens, at: now })
        return Math.max(1, Math.ceil(((1 - tokens) * 60) / limit.perMinute))
      }
      buckets.set(id, { tokens: tokens - 1, at: now })
      return 0
    }
  }
}

/** The key of an address: IPv6 by its /64, because one household or office has a whole one. */
export const addressKey = (address: string): string =>
  address.includes(':') && !address.includes('.')
    ? address.split(':').slice(0, 4).join(':')
    : address.replace(/^::ffff:/, '')

/**
 * The limits so many times wider, for load tests on one machine, which are a single address. Guessing a second factor
 * is never made easier.
 */
export const widened = (factor: number): Readonly<Record<LimitName, Limit>> =>
  Object.fromEntries(
    Object.entries(LIMITS).map(([name, { burst, perMinute }]) => {
      const by = name === 'tracking-second-factor' ? 1 : factor
      return [name, { burst: burst * by, perMinute: perMinute * by }]
    })
  ) as Record<LimitName, Limit>

/** The limiter of this process. */
export const limiter: Limiter = createLimiter(widened(Number(process.env.RATE_LIMIT_FACTOR) || 1))
