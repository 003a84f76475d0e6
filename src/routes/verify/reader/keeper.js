// Keeps the page that verifies, and only it, for times without a network: its scope is /verify.
const KEPT = 'verify'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  const page = request.mode === 'navigate'
  event.respondWith(answer(request, page ? '/verify' : url.pathname + url.search))
})

/** The network first, so that nothing kept is older than it must be; what was kept when there is none. */
async function answer(request, kept) {
  const cache = await caches.open(KEPT)
  try {
    const fresh = await fetch(request)
    if (fresh.ok && kept === '/.well-known/motcua-seals.json') await cache.put(kept, fresh.clone())
    return fresh
  } catch (error) {
    const known = await cache.match(kept)
    if (known) return known
    throw error
  }
}
