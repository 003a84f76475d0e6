// File fields with JavaScript: files are dropped on them, and pages photographed for them. Without it the field itself
// is there, which the keyboard opens too.
const zones = document.querySelectorAll('[data-drop]')

/** Puts files into a field as if they had been chosen there: one replaces, several add up. */
function put(input, files) {
  const chosen = new DataTransfer()
  const all = input.multiple ? [...input.files, ...files] : files.slice(0, 1)
  for (const file of all) chosen.items.add(file)
  input.files = chosen.files
  input.dispatchEvent(new Event('input', { bubbles: true }))
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

for (const zone of zones) {
  const input = zone.querySelector('input[type=file]')
  const camera = zone.querySelector('[data-camera]')
  const carries = event => event.dataTransfer?.types.includes('Files') && !input.disabled
  let within = 0
  const mark = change => zone.classList.toggle('is-over', (within = Math.max(0, change)) > 0)
  zone.querySelector('[data-drop-words]').hidden = false
  zone.addEventListener('dragenter', event => carries(event) && mark(within + 1))
  zone.addEventListener('dragleave', event => carries(event) && mark(within - 1))
  zone.addEventListener('dragover', event => carries(event) && event.preventDefault())
  zone.addEventListener('drop', event => {
    if (!carries(event)) return
    event.preventDefault()
    mark(0)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) put(input, files)
  })
  if (!camera) continue
  camera.hidden = false
  camera.addEventListener('click', async () => {
    camera.disabled = true
    try {
      const { photograph } = await import('/camera/dialog.js')
      const file = await photograph()
      if (file) put(input, [file])
    } finally {
      camera.disabled = false
      camera.focus()
    }
  })
}

// A file dropped beside a field would otherwise take the page, and what was typed with it.
if (zones.length > 0)
  for (const name of ['dragover', 'drop'])
    addEventListener(name, event => event.dataTransfer?.types.includes('Files') && event.preventDefault())
