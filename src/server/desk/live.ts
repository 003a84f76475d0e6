import { lastPosition, touchedAfter } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'

type Listener = { readonly units: ReadonlySet<string>; readonly tell: () => void }
const EVERY_MS = 1500

/** All listeners of a process share one look at the log. */
const listeners = new Set<Listener>()
let watching: NodeJS.Timeout | undefined

/** Calls `tell` when something happened to a dossier of these units, until the returned function is called. */
export function listenFor(ctx: Ctx, units: readonly string[], tell: () => void): () => void {
  const listener = { units: new Set(units), tell }
  listeners.add(listener)
  watching ??= watch(ctx)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(watching)
    watching = undefined
  }
}

function watch(ctx: Ctx): NodeJS.Timeout {
  // From now on, not from the first look: what happens between the two is news as well.
  const begun = lastPosition(ctx)
  begun.catch(() => {})
  let position: number | null = null
  let looking = false
  const look = async () => {
    position ??= await begun.catch(() => lastPosition(ctx))
    const touched = await touchedAfter(ctx, position)
    position = touched.at(-1)?.position ?? position
    const units = new Set(touched.flatMap(row => row.units))
    for (const listener of listeners) if ([...listener.units].some(unit => units.has(unit))) listener.tell()
  }
  // A look that fails (the database restarts) is tried again at the next; nobody waits for it.
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch(error => ctx.log.warn({ event: 'desk.live-failed', error: String(error) }, 'the log could not be read'))
      .finally(() => (looking = false))
  }, EVERY_MS)
  timer.unref()
  return timer
}

const LIVES_MS = 5 * 60_000

/**
 * Server-sent events of one officer: `changed`, nothing more. It ends after five minutes; the browser comes again by
 * itself, with a session that is looked at anew.
 */
export function liveStream(ctx: Ctx, units: readonly string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let leave = () => {}
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          leave()
        }
      }
      const unlisten = listenFor(ctx, units, () => send('data: changed\n\n'))
      const breath = setInterval(() => send(': still here\n\n'), 20_000)
      const end = setTimeout(() => {
        leave()
        controller.close()
      }, LIVES_MS)
      for (const timer of [breath, end]) timer.unref()
      leave = () => {
        unlisten()
        clearInterval(breath)
        clearTimeout(end)
      }
      send('retry: 5000\n\n')
    },
    cancel: () => leave()
  })
}
