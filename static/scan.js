// A scan at the counter with JavaScript: sent in pieces, with its progress, going on after a break (resume.js). Without it
// the form posts the file by itself.
import { send } from './resume.js'

const form = document.querySelector('form[data-scan]')
const words = (text, file, percent = '') => text.replace('{name}', file.name).replace('{percent}', percent)

form?.addEventListener('submit', async event => {
  const file = form.elements.file.files[0]
  if (!file) return
  event.preventDefault()
  const line = form.querySelector('[data-progress]')
  const button = form.querySelector('button')
  line.hidden = false
  button.disabled = true
  line.textContent = words(form.dataset.sending, file, 0)
  const say = percent => (line.textContent = words(form.dataset.sending, file, percent))
  const { sent, problem, next } = await send('/desk/reading/uploads', '', file, say)
  button.disabled = false
  if (sent) location.assign(next ?? location.href)
  else line.textContent = `${words(form.dataset.failed, file)} ${problem}`
})
