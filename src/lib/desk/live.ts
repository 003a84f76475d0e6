/** Only somebody who did something in the last minutes is told of news at once: looking alone must not keep a session. */
const ACTIVE_MS = 5 * 60_000

/** Calls `refresh` when the server says that something changed. Without it (old browser, proxy) the page stays as it is. */
export function stayLive(address: string, refresh: () => void): () => void {
  if (typeof EventSource === 'undefined') return () => {}
  const source = new EventSource(address)
  let acted = Date.now()
  let stale = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(refresh, 300)
  }
  const wake = () => {
    acted = Date.now()
    if (stale && !document.hidden) {
      stale = false
      soon()
    }
  }
  source.onmessage = () => {
    if (document.hidden || Date.now() - acted > ACTIVE_MS) stale = true
    else soon()
  }
  const signs = ['pointerdown', 'keydown', 'visibilitychange'] as const
  for (const sign of signs) document.addEventListener(sign, wake)
  return () => {
    source.close()
    clearTimeout(waiting)
    for (const sign of signs) document.removeEventListener(sign, wake)
  }
}
