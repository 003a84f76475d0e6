// Sends a file by tus 1.0: after a broken connection, a reload of the page or a restart of the server it goes on where it
// was. The address of an upload on the way is remembered in this browser, by the file's name, size and date.
const PIECE = 512 * 1024
const TRIES = 6
const TUS = { 'tus-resumable': '1.0.0' }
/** A browser that keeps nothing sends from the start after a reload. */
const memory = work => {
  try {
    return work(localStorage)
  } catch {
    return null
  }
}
const base64 = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds))
/** Said by the server and of no use to say again. */
class Refused extends Error {}

const problemIn = async answer => (await answer.json().catch(() => ({}))).problem ?? ''

/** Sends `file` to the collection `place`; `say` hears the percentage. `sent` is false when it did not arrive. */
export async function send(place, field, file, say) {
  const key = `upload ${place} ${field} ${file.size} ${file.lastModified} ${file.name}`
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await wait(500 * 2 ** tries)
    try {
      const next = await sendRest(place, field, file, key, percent => (say(percent), (tries = 0)))
      memory(kept => kept.removeItem(key))
      return { sent: true, problem: '', next }
    } catch (error) {
      if (!(error instanceof Refused)) continue
      memory(kept => kept.removeItem(key))
      return { sent: false, problem: error.message }
    }
  }
  return { sent: false, problem: '' }
}

async function sendRest(place, field, file, key, say) {
  let address = memory(kept => kept.getItem(key))
  let at = address ? await placeOf(address) : null
  if (at === null) {
    address = await begin(place, field, file)
    memory(kept => kept.setItem(key, address))
    at = 0
  }
  for (;;) {
    const headers = { ...TUS, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) }
    const answer = await fetch(address, { method: 'PATCH', headers, body: file.slice(at, at + PIECE) })
    if (!answer.ok) await failed(answer)
    at = Number(answer.headers.get('upload-offset'))
    say(Math.floor((at / file.size) * 100))
    if (at >= file.size) return answer.headers.get('location')
  }
}

/** How far it is there; null when it is forgotten. */
async function placeOf(address) {
  const answer = await fetch(address, { method: 'HEAD', headers: TUS })
  if (answer.ok) return Number(answer.headers.get('upload-offset'))
  if (answer.status >= 500) throw new Error('later')
  return null
}

async function begin(place, field, file) {
  const about = `filename ${base64(file.name)},field ${base64(field)}`
  const headers = { ...TUS, 'upload-length': String(file.size), 'upload-metadata': about }
  const answer = await fetch(place, { method: 'POST', headers })
  if (!answer.ok) await failed(answer)
  return answer.headers.get('location')
}

/** Another request was faster, or the server is busy or away: again. All else is an answer. */
async function failed(answer) {
  if (answer.status === 409 || answer.status === 429 || answer.status >= 500) throw new Error('later')
  throw new Refused(await problemIn(answer))
}
