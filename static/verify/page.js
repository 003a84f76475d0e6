// The page that verifies: by camera, by picture and, without a network, by file. Without this script the forms do it.
import { checkSeal, sealInFile } from '/verify/seal.js'

const PUBLISHED = '/.well-known/motcua-seals.json'
const READER = ['/verify/reader?file=worker.js', '/verify/reader?file=zxing.js', '/verify/reader?file=zxing.wasm']
const at = id => document.getElementById(id)
const verdict = at('verdict')
const words = JSON.parse(verdict.dataset.words)
const say = text => (at('offline').textContent = text)

/** What the province has published; without a network what was kept at the last visit. */
async function published() {
  try {
    const answer = await fetch(PUBLISHED)
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

const alert = (tone, title, lead) =>
  element(
    'div',
    { class: 'ds-alert', 'data-color': tone, role: tone === 'danger' ? 'alert' : 'status' },
    element('h2', {}, title),
    ...(lead ? [element('p', {}, lead)] : [])
  )

const TONES = { holds: 'success', revoked: 'danger', forged: 'danger' }
const LEADS = { holds: 'holds.lead', revoked: 'revoked.listed' }

function show(found, note) {
  const lead = words[LEADS[found.kind] ?? `${found.kind}.do`]
  verdict.replaceChildren(alert(TONES[found.kind] ?? 'warning', words[found.kind], lead))
  if (note) verdict.append(element('p', {}, note))
  if (found.facts) verdict.append(facts(found))
  verdict.scrollIntoView({ block: 'nearest' })
}

function facts({ facts: { kind, code, number, holder, day, due }, code: mark }) {
  const shown = date => date?.split('-').reverse().join('/')
  const rows = [
    ['kind', words[`kind.${kind}`]],
    ['dossier', code],
    ['number', number],
    ['holder', holder],
    ['day', shown(day)],
    ['due', shown(due)],
    ['code', mark]
  ]
  const lines = rows
    .filter(([, value]) => value)
    .map(([key, value]) => element('div', {}, element('dt', {}, words[key]), element('dd', {}, value)))
  return element('dl', { class: 'facts' }, ...lines)
}

async function judge(text, note) {
  const known = await published()
  if (!known) return show({ kind: 'unknown-key' }, words['offline.none'])
  try {
    show(await checkSeal(text, known), note)
  } catch {
    // No Ed25519 in this browser: the server judges by the same text.
    if (navigator.onLine) location.assign(`/verify?code=${encodeURIComponent(text)}`)
    else show({ kind: 'unknown-key' }, words['offline.unable'])
  }
}

// --- Reading QR codes: by the browser's own reader, or by ours in a thread of its own.

let thread
const waiting = []
function ownReader() {
  if (thread) return thread
  thread = new Worker(READER[0])
  thread.onmessage = ({ data }) => waiting.shift()?.(data)
  return thread
}

async function readPicture(picture) {
  if ('BarcodeDetector' in window && (await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
    const [found] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(picture)
    if (found) return found.rawValue
  }
  const pixels = pixelsOf(picture)
  const answer = new Promise(resolve => waiting.push(resolve))
  ownReader().postMessage(pixels, [pixels.data.buffer])
  return answer
}

const MOST = 1600
function pixelsOf(picture) {
  const [width, height] = [picture.videoWidth ?? picture.width, picture.videoHeight ?? picture.height]
  const scale = Math.min(1, MOST / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

// --- The camera

const view = at('view')
let stream = null

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop()
  stream = null
  view.hidden = at('stop').hidden = true
  at('start').hidden = false
}

async function start() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } })
  } catch {
    say(words['camera.none'])
    return
  }
  view.srcObject = stream
  view.hidden = at('stop').hidden = false
  at('start').hidden = true
  await view.play()
  look()
}

async function look() {
  if (!stream) return
  const text = view.videoWidth > 0 ? await readPicture(view).catch(() => '') : ''
  if (!stream) return
  if (!text) return void setTimeout(look, 200)
  stop()
  await judge(text)
}

at('camera').hidden = false
at('start').addEventListener('click', start)
at('stop').addEventListener('click', stop)
at('picture').addEventListener('change', async ({ target }) => {
  const [file] = target.files
  if (!file) return
  const text = await createImageBitmap(file)
    .then(readPicture)
    .catch(() => '')
  if (text) await judge(text)
  else verdict.replaceChildren(alert('warning', words['camera.nothing']))
})

// --- Forms, where the network is away

at('by-code').addEventListener('submit', event => {
  const typed = new FormData(event.target).get('code')
  if (/\d{100,}$/.test(typed.trim())) {
    event.preventDefault()
    judge(typed)
  } else if (!navigator.onLine) {
    event.preventDefault()
    verdict.replaceChildren(alert('info', words['offline.code']))
  }
})
at('by-file').addEventListener('submit', async event => {
  if (navigator.onLine) return
  event.preventDefault()
  const file = new FormData(event.target).get('file')
  const found = await sealInFile(new Uint8Array(await file.arrayBuffer()))
  if (!found) return show({ kind: 'unreadable' }, words['offline.file'])
  if (!found.same) return verdict.replaceChildren(alert('danger', words['sealed.other']))
  await judge(found.text, `${words['sealed.same']} ${words['offline.file']}`)
})

// --- Ready for the next time, without a network

async function keepForLater() {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/verify/reader?file=keeper.js', { scope: '/verify' })
  const used = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const own = used.filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith('/session'))
  const paths = new Set([
    ...own.map(({ pathname, search }) => pathname + search),
    ...READER,
    '/verify/seal.js',
    PUBLISHED
  ])
  const kept = await caches.open('verify')
  // As a visitor sees it: nothing of whoever is signed in is kept.
  const page = await fetch('/verify', { credentials: 'omit' })
  if (page.ok) await kept.put('/verify', page)
  await Promise.all([...paths].map(path => kept.add(path).catch(() => {})))
  say(words['offline.ready'])
}

if (location.hash.length > 100) judge(location.href)
window.addEventListener('hashchange', () => location.hash.length > 100 && judge(location.href))
if (navigator.onLine) keepForLater().catch(() => {})
else {
  published().then(known =>
    say(
      known
        ? words['offline.since'].replace('{at}', new Date(known.at).toLocaleString(verdict.dataset.language))
        : words['offline.none']
    )
  )
}
