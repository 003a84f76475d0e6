// The desk's keys, and news in the work queue. Served as it is: the desk's reading pages carry no other script.
const OFF = 'motcua:keys-off'
const all = selector => [...document.querySelectorAll(selector)]
const typing = target => target.closest('dialog, textarea, select, input:not([type=checkbox], [type=radio])')
const rowOf = element => element?.closest('tr')

// From anywhere at the desk: Alt and a digit follow the menu.
document.addEventListener('keydown', event => {
  if (!event.altKey || !event.code.startsWith('Digit')) return
  const link = document.querySelector(`.desk-nav a[aria-keyshortcuts="Alt+${event.code.slice(5)}"]`)
  if (!link) return
  event.preventDefault()
  link.click()
})

function move(by) {
  const links = all('main [data-open]')
  const row = rowOf(document.activeElement)
  const at = links.findIndex(link => row?.contains(link))
  const next = at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by
  links[Math.min(links.length - 1, Math.max(0, next))]?.focus()
}
const press = selector => rowOf(document.activeElement)?.querySelector(selector)?.click()
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  c: () => press('[data-claim]'),
  x: () => press('input[name=pick]'),
  '/': () => document.querySelector('main input[type=search]')?.focus(),
  '?': () => document.querySelector('[data-keys]')?.showModal()
}

// In the queue: single letters, which can be turned off (WCAG 2.1.4) and rest while somebody types.
const off = document.querySelector('[data-keys-off]')
if (off) {
  off.checked = localStorage.getItem(OFF) === 'yes'
  off.addEventListener('change', () => (off.checked ? localStorage.setItem(OFF, 'yes') : localStorage.removeItem(OFF)))
  document.addEventListener('keydown', event => {
    const act = KEYS[event.key]
    if (!act || event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return
    if (off.checked && event.key !== '?') return
    event.preventDefault()
    act()
  })
}

// News: the parts marked data-live are fetched again when the server says that something changed. Only somebody who did
// something in the last minutes gets them at once, because asking keeps the session; others when they come back.
const ACTIVE_MS = 5 * 60_000
const PROMPT_MS = 2000
if (document.querySelector('[data-live]') && 'EventSource' in window) {
  let acted = Date.now()
  let stale = false
  let timer
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, 300)
  }
  const rests = () =>
    document.hidden || Date.now() - acted > ACTIVE_MS || document.activeElement?.matches('main select')
  for (const sign of ['pointerdown', 'keydown', 'visibilitychange', 'focusout'])
    document.addEventListener(sign, () => {
      acted = Date.now()
      if (stale && !rests()) soon()
    })
  const changed = () => {
    stale = true
    if (!rests()) soon()
  }
  const news = new EventSource('/desk/live')
  news.onmessage = changed
  // What happened before it listened, or while the line was down, nobody will say again.
  let before = false
  news.onopen = () => {
    if (before || performance.now() > PROMPT_MS) changed()
    before = true
  }

  async function refresh() {
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok || answer.redirected || rests()) return
    stale = false
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const picked = new Set(all('[name=pick]:checked').map(box => box.value))
    const focused = rowOf(document.activeElement)?.querySelector('[name=pick]')?.value
    const chosen = all('[data-live] select').map(select => [select.name, select.value])
    for (const part of all('[data-live]')) {
      const next = fresh.querySelector(`[data-live="${part.dataset.live}"]`)
      if (next) part.replaceWith(document.adoptNode(next))
    }
    for (const box of all('[name=pick]')) box.checked = picked.has(box.value)
    for (const [name, value] of chosen) {
      const select = document.querySelector(`[data-live] select[name="${name}"]`)
      if (select) select.value = value
    }
    if (focused)
      rowOf(all('[name=pick]').find(box => box.value === focused))
        ?.querySelector('[data-open]')
        ?.focus()
  }
}
