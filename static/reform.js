// The split screen: words selected in the document, and suggestions, go into the form of the task. Without this script
// the form is the same, and is typed.
const row = document.querySelector('[data-selection]')
const text = document.querySelector('.split > .document')
let words = ''
function select() {
  const selection = document.getSelection()
  const told = selection?.toString().replace(/\s+/g, ' ').trim()
  if (told && text?.contains(selection.anchorNode) && text.contains(selection.focusNode)) words = told
}
document.addEventListener('selectionchange', select)
// What was selected before this script came, as on a slow network.
select()

function put(form, name, value) {
  const fields = [...form.elements].filter(each => each.name === name)
  const box = fields.find(each => each.type === 'checkbox' && each.value === value)
  if (box) {
    box.checked = true
    const closed = box.closest('details')
    if (closed) closed.open = true
  } else if (fields[0]) fields[0].value = value.slice(0, fields[0].maxLength > 0 ? fields[0].maxLength : undefined)
  return box ?? fields[0]
}

if (row) {
  row.hidden = false
  row.addEventListener('click', event => {
    const name = event.target.closest('[data-fill]')?.dataset.fill
    if (name && words) put(row.closest('form'), name, words)?.focus()
  })
}
for (const button of document.querySelectorAll('[data-apply]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const filled = JSON.parse(button.dataset.apply).map(([name, value]) => put(button.closest('form'), name, value))
    filled.at(-1)?.focus()
  })
}
