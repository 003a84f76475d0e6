// A filing with JavaScript: keeps what is typed as it changes, shows and hides questions, sends files one by one with
// progress and retry (resume.js). Without it every button of the page does the same by itself. A test holds it under 5 KB.
import { changed } from './changed.js'
import { send } from './resume.js'

const form = document.querySelector('form[data-filing]')
const here = location.pathname
/** No network that answers at all takes longer; a save that hangs must not hold the page back. */
const PATIENCE_MS = 20_000
let waiting
let saves = 0
/** The button pressed last; Enter presses one, too. */
let pressed
let leaving
let last = Promise.resolve()

/** Sends what is typed when the saves before have been answered: two at once could arrive in the other order. */
function keep() {
  saves++
  return (last = last.then(sendTyped).finally(() => saves--))
}

/** Sends what is typed (no files) and follows the answer: which parts are asked now. */
async function sendTyped() {
  const data = new FormData(form)
  for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name)
  // Parts that are hidden sent nothing; the button "save" only keeps.
  data.set('do', 'keep')
  const patience = new AbortController()
  setTimeout(() => patience.abort(), PATIENCE_MS)
  const told = await fetch(here, { method: 'PATCH', body: data, signal: patience.signal })
    .then(answer => answer.ok && answer.json())
    .catch(() => null)
  if (!told) return
  const { hidden, clear, saved } = told
  for (const part of form.querySelectorAll('[data-part]')) {
    const gone = hidden[part.dataset.part]
    if (gone !== undefined) part.hidden = part.disabled = gone
  }
  for (const name of clear) if (form.elements[name]) form.elements[name].value = ''
  form.querySelector('[data-saved]').textContent = saved
}
const soon = milliseconds => {
  clearTimeout(waiting)
  waiting = setTimeout(keep, milliseconds)
}

let open = 0
let queue = Promise.resolve()
/** Files go one after the other; when the last has arrived the page shows them in its lists. */
function upload(input, files) {
  open++
  queue = queue
    .then(() => sendAll(input, files))
    .then(async arrived => {
      open--
      if (!arrived || open > 0) return
      await keep()
      if (open === 0 && !leaving) location.reload()
    })
}

async function sendAll(input, files) {
  const line = input.closest('[data-paper]').querySelector('[data-progress]')
  const words = (text, file, percent = '') => text.replace('{name}', file.name).replace('{percent}', percent)
  line.hidden = false
  input.value = ''
  for (const [at, file] of files.entries()) {
    const say = percent => (line.textContent = words(form.dataset.sending, file, percent))
    say(0)
    const { sent, problem } = await send(`${here}/uploads`, input.name, file, say)
    if (sent) continue
    line.textContent = `${words(form.dataset.failed, file)} ${problem} `
    if (!problem) {
      const retry = Object.assign(document.createElement('button'), { type: 'button', textContent: form.dataset.retry })
      retry.className = 'ds-button'
      retry.addEventListener('click', () => upload(input, files.slice(at)))
      line.append(retry)
    }
    return false
  }
  return true
}

if (form) {
  for (const button of form.querySelectorAll('[data-upload]')) button.hidden = true
  form.addEventListener('input', ({ target }) => target.type !== 'file' && soon(1500))
  form.addEventListener('change', ({ target }) => {
    if (target.type === 'file') target.files.length > 0 && upload(target, [...target.files])
    else soon(0)
  })
  form.addEventListener('click', ({ target }) => (pressed = target.closest('button') ?? pressed))
  form.addEventListener('submit', event => {
    clearTimeout(waiting)
    if (saves === 0) return
    // A save still under way could arrive after what is sent now, and write over it.
    event.preventDefault()
    form.setAttribute('aria-busy', 'true')
    leaving ??= last.finally(() => {
      leaving = null
      pressed.click()
    })
  })
  addEventListener('pagehide', () => form.removeAttribute('aria-busy'))
  // What was chosen or typed before this script came, as on a slow network.
  for (const input of form.querySelectorAll('input[type=file]'))
    if (input.files.length > 0) upload(input, [...input.files])
  if ([...form.elements].some(changed)) soon(0)
}
