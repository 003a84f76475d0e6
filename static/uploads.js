// Forms whose files go ahead of them with JavaScript: in pieces, with their progress, going on after a break (resume.js);
// then the form is sent without them, and finds them there. Without it the form takes its files along by itself.
import { send } from './resume.js'

const words = (text, file, percent = '') => text.replace('{name}', file.name).replace('{percent}', percent)

/** Puts aside what has arrived: what is left goes with the next try. */
function leave(input, files) {
  const left = new DataTransfer()
  for (const file of files) left.items.add(file)
  input.files = left.files
}

async function sendAll(field) {
  const input = field.querySelector('input[type=file]')
  const line = field.querySelector('[data-progress]')
  const { uploads, sending, failed } = field.dataset
  line.hidden = false
  for (let [file, ...rest] = input.files; file; [file, ...rest] = rest) {
    const say = percent => (line.textContent = words(sending, file, percent))
    say(0)
    const { sent, problem } = await send(uploads, input.name, file, say)
    if (!sent) {
      line.textContent = `${words(failed, file)} ${problem}`
      return false
    }
    leave(input, rest)
  }
  input.required = false
  line.hidden = true
  return true
}

document.addEventListener('submit', async event => {
  const form = event.target
  const { submitter } = event
  const chosen = [...form.querySelectorAll('[data-uploads]')].filter(
    field => field.querySelector('input[type=file]').files.length > 0
  )
  if (event.defaultPrevented || chosen.length === 0) return
  event.preventDefault()
  const buttons = [...form.querySelectorAll('button')].filter(button => !button.disabled)
  for (const button of buttons) button.disabled = true
  let whole = true
  for (const field of chosen) whole = (await sendAll(field)) && whole
  for (const button of buttons) button.disabled = false
  if (!form.elements.keep)
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'keep', value: 'yes' }))
  if (whole) form.requestSubmit(submitter)
  else submitter?.focus()
})
