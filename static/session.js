// Warns in every open tab 60 s before an idle session ends; one click keeps it. Keeps what was typed.
// Held under 5 KB.
const box = document.querySelector('[data-session]')
let alive = () => true
const part = name => box.querySelector(`[data-${name}]`)
if (box && 'BroadcastChannel' in window) {
  const dialog = box.querySelector('dialog')
  const channel = new BroadcastChannel(`motcua-session:${box.dataset.owner}`)
  const WARN = 60_000
  // The server's clock carried on by this page's stopwatch.
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

  // Another tab may have worked. Asking does not keep the session.
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
  part('close').onclick = () => dialog.close()
  dialog.oncancel = event => ended || event.preventDefault()
  channel.onmessage = ({ data }) => (data.ended ? end() : adopt(data.endsAt))
  document.addEventListener('visibilitychange', () => document.hidden || ended || tick())
  channel.postMessage({ endsAt: box.dataset.endsAt })
  wait()
}

// Forms with `data-draft` keep their text in this tab, for this account, until sent.
const keyOf = form => `draft:${box?.dataset.owner}:${location.pathname}:${form.dataset.draft}`
const ticks = field => /checkbox|radio/.test(field.type)
const fieldsOf = form =>
  [...form.elements].filter(field => field.name && !/hidden|password|file|submit/.test(field.type))
// Before this script came, on a slow network: newer than the draft.
const changed = ({ checked, defaultChecked, value, defaultValue, options, selectedIndex: at }) =>
  checked !== defaultChecked || (options ? at > 0 && !options[at].defaultSelected : value !== defaultValue)

function keep(form) {
  const kept = fieldsOf(form).filter(field => !ticks(field) || field.checked)
  sessionStorage.setItem(keyOf(form), JSON.stringify(kept.map(field => [field.name, field.value])))
}

function restore(form) {
  const draft = JSON.parse(sessionStorage.getItem(keyOf(form)))
  const newer = fieldsOf(form).filter(changed)
  for (const field of draft ? fieldsOf(form) : []) {
    if (newer.some(({ name }) => name === field.name)) continue
    const mine = draft.filter(([name]) => name === field.name).map(([, value]) => value)
    const is = ticks(field) ? 'checked' : 'value'
    const told = ticks(field) ? mine.includes(field.value) : (mine[0] ?? field.value)
    if (field[is] === told) continue
    field[is] = told
    field.dispatchEvent(new Event('input', { bubbles: true }))
    part('restored').hidden = false
  }
  if (newer.length) keep(form)
}

document.addEventListener('input', ({ target }) => target.form?.dataset.draft && keep(target.form))
document.addEventListener('submit', ({ target }) => {
  // Sent after its end it meets the sign-in page, and stays.
  if (target.dataset.draft && alive()) sessionStorage.removeItem(keyOf(target))
  if (target.getAttribute('action') === '/sign-out') sessionStorage.clear()
})
if (box) document.querySelectorAll('form[data-draft]').forEach(restore)
