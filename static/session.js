// Warns 60 s before an idle session ends, in every open tab; keeps it with one click; keeps what was typed.
// Served as it is to signed-in pages; a test holds it under 5 KB.
const box = document.querySelector('[data-session]')
let alive = () => true
const part = name => box.querySelector(`[data-${name}]`)
if (box && 'BroadcastChannel' in window) {
  const dialog = box.querySelector('dialog')
  const channel = new BroadcastChannel(`motcua-session:${box.dataset.owner}`)
  const WARN = 60_000
  // The server's clock carried on by this page's stopwatch: a wrong clock on the desk does no harm.
  const ahead = Date.parse(box.dataset.now) - performance.now()
  const left = () => endsAt - ahead - performance.now()
  let endsAt = Date.parse(box.dataset.endsAt)
  let ended = false
  alive = () => !ended && left() > 0
  let timer

  function adopt(iso) {
    if (!(Date.parse(iso) > endsAt)) return
    endsAt = Date.parse(iso)
    ended = false
    const clock = new Date(endsAt + 7 * 3_600_000).toISOString().slice(11, 16)
    part('until').textContent = part('until').dataset.until.replace('{time}', clock)
    dialog.close()
    wait()
    channel.postMessage({ endsAt: iso })
  }

  function show(name) {
    for (const side of box.querySelectorAll('[data-when]')) side.hidden = side.dataset.when !== name
    if (!dialog.open) dialog.showModal()
  }

  function end() {
    if (ended) return
    ended = true
    clearTimeout(timer)
    part('sign-in').search = `?back=${encodeURIComponent(location.pathname + location.search)}`
    show('ended')
    channel.postMessage({ ended })
  }

  // What the server knows, without keeping the session: another tab may have worked in the meantime.
  const ask = () =>
    fetch(box.dataset.status)
      .then(answer => (answer.ok ? answer.json() : { endsAt: null }))
      .catch(() => ({}))

  async function tick() {
    clearTimeout(timer)
    if (left() > WARN) return wait()
    if (!dialog.open || left() <= 0) {
      const known = await ask()
      if (ended) return
      if (known.endsAt === null) return end()
      if (known.endsAt) adopt(known.endsAt)
      if (left() > WARN) return
      if (left() <= 0) return end()
      show('warning')
    }
    part('countdown').textContent = part('countdown').dataset.countdown.replace('{seconds}', Math.ceil(left() / 1000))
    timer = setTimeout(tick, 250)
  }

  // Long waits are cut, because a sleeping laptop wakes late.
  function wait() {
    clearTimeout(timer)
    timer = setTimeout(tick, Math.min(Math.max(left() - WARN, 0), 30_000))
  }

  part('keep').addEventListener('submit', async event => {
    event.preventDefault()
    part('offline').hidden = true
    try {
      const answer = await fetch(event.target.action, { method: 'POST', headers: { accept: 'application/json' } })
      if (answer.ok) adopt((await answer.json()).endsAt)
      else end()
    } catch {
      part('offline').hidden = false
    }
  })
  part('close').addEventListener('click', () => dialog.close())
  dialog.addEventListener('cancel', event => ended || event.preventDefault())
  channel.addEventListener('message', ({ data }) => (data.ended ? end() : adopt(data.endsAt)))
  document.addEventListener('visibilitychange', () => document.hidden || ended || tick())
  channel.postMessage({ endsAt: box.dataset.endsAt })
  wait()
}

// Forms with `data-draft` keep their text in this tab, for this account, until sent: no passwords, no files.
const prefix = `draft:${box?.dataset.owner}:`
const keyOf = form => `${prefix}${location.pathname}:${form.dataset.draft}`
const ticked = field => field.type === 'checkbox' || field.type === 'radio'
const fieldsOf = form =>
  [...form.elements].filter(field => field.name && !['hidden', 'password', 'file', 'submit'].includes(field.type))

function restore() {
  for (const form of document.querySelectorAll('form[data-draft]')) {
    const draft = JSON.parse(sessionStorage.getItem(keyOf(form)))
    if (!draft) continue
    for (const field of fieldsOf(form)) {
      const mine = draft.filter(([name]) => name === field.name).map(([, value]) => value)
      const was = ticked(field) ? field.checked : field.value
      if (ticked(field)) field.checked = mine.includes(field.value)
      else if (mine.length) field.value = mine[0]
      if (was === (ticked(field) ? field.checked : field.value)) continue
      field.dispatchEvent(new Event('input', { bubbles: true }))
      part('restored').hidden = false
    }
  }
}

document.addEventListener('input', ({ target }) => {
  if (!target.form?.dataset.draft) return
  const kept = fieldsOf(target.form).filter(field => !ticked(field) || field.checked)
  sessionStorage.setItem(keyOf(target.form), JSON.stringify(kept.map(field => [field.name, field.value])))
})
document.addEventListener('submit', ({ target }) => {
  // What is sent after the session ended meets the sign-in page: it stays.
  if (target.dataset.draft && alive()) sessionStorage.removeItem(keyOf(target))
  if (target.getAttribute('action') === '/sign-out') sessionStorage.clear()
})
if (box) restore()
