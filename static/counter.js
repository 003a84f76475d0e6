// The counter's sheet: finds while somebody types, asks the server what follows and puts its answer into the page.
// Everything is drawn by the server; without this script the same sheet is filled in steps.
import { changed } from './changed.js'

const form = document.querySelector('form.counter')
const owner = document.querySelector('[data-session]')?.dataset.owner
const keptAs = form?.dataset.keep === undefined ? null : `draft:${owner}:counter`
const field = name => form.querySelector(`[name="${CSS.escape(name)}"]`)
const fields = () => [...form.elements].filter(each => each.name && each.type !== 'submit')
const valueOf = each => (each.type === 'checkbox' ? (each.checked ? 'on' : '') : each.value)
const put = (each, value) => {
  if (each.type === 'checkbox') each.checked = value === 'on'
  else each.value = value
}
const snapshot = () => Object.fromEntries(fields().map(each => [each.name, valueOf(each)]))
const send = () => form.querySelector('[data-send]')

if (document.querySelector('.done-code')) {
  sessionStorage.removeItem(`draft:${owner}:counter`)
  document.querySelector('[data-slip]')?.focus()
}
document.addEventListener('keydown', event => {
  const go = (selector, act) => {
    const link = document.querySelector(selector)
    if (!link) return
    event.preventDefault()
    act(link)
  }
  if (event.key === 'F8') go('a[data-next]', link => (location.href = again(link)))
  if (event.key === 'F9') go('form.counter [data-send]', button => form.requestSubmit(button))
  // Ctrl+P prints the slip and not the screen.
  if ((event.ctrlKey || event.metaKey) && event.code === 'KeyP') go('[data-slip]', link => open(link.href, '_blank'))
})

/** The same again for the next person: what was chosen and how often goes into the address. */
function again(link) {
  const same = link.dataset.next === 'again' ? Object.entries(snapshot()) : []
  const kept = same.filter(([name]) => name === 'procedure' || name.startsWith('quantity:'))
  return kept.length ? `${link.pathname}?${new URLSearchParams(kept)}` : link.href
}

if (form) {
  let timer
  let asking
  let sent = false

  const keep = () => keptAs && sessionStorage.setItem(keptAs, JSON.stringify(snapshot()))
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(answer, 350)
  }

  /** Asks what follows; an answer that a newer question overtook is dropped. */
  async function answer() {
    clearTimeout(timer)
    asking?.abort()
    const mine = (asking = new AbortController())
    const before = snapshot()
    keep()
    const page = await fetch('?/answer', {
      method: 'POST',
      body: new FormData(form),
      headers: { accept: 'text/html' },
      signal: mine.signal
    })
      .then(response => (response.ok && !response.redirected ? response.text() : null))
      .catch(() => null)
    if (page === null || mine !== asking || sent) return
    const fresh = new DOMParser().parseFromString(page, 'text/html')
    for (const part of form.querySelectorAll('[data-answer]')) {
      const next = fresh.querySelector(`form.counter [data-answer="${part.dataset.answer}"]`)
      if (next && !part.isEqualNode(next)) replace(part, document.adoptNode(next), before)
    }
    keep()
    void check()
  }

  // Once number, name, birth and procedure are there, and again when one of them changes. Nobody waits for it.
  const place = form.querySelector('[data-check]')
  let checked = ''
  async function check() {
    if (!place || place.dataset.check === 'off') return
    const { number, name, birth, procedure, sex, address, kind } = snapshot()
    const asked = JSON.stringify([number, name, birth, procedure, sex, address, kind])
    if (asked === checked) return
    checked = asked
    const told = [...place.children].filter(each => each.dataset.noScript === undefined)
    for (const each of told) each.remove()
    if (!number || !name || !birth || !procedure || kind === 'organisation') return
    const waiting = Object.assign(document.createElement('p'), {
      className: 'small quiet',
      textContent: place.dataset.checking
    })
    place.append(waiting)
    const page = await fetch('?/check', { method: 'POST', body: new FormData(form), headers: { accept: 'text/html' } })
      .then(response => (response.ok && !response.redirected ? response.text() : null))
      .catch(() => null)
    waiting.remove()
    if (page === null || asked !== checked || sent) return
    const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('form.counter [data-check]')
    if (!fresh) return
    place.dataset.check = fresh.dataset.check
    for (const each of [...fresh.children])
      if (each.dataset.noScript === undefined) place.append(document.adoptNode(each))
  }

  /** Puts a fresh part in place; what was typed since, what is open and where the keyboard is stay. */
  function replace(part, next, before) {
    const typed = fields().filter(each => part.contains(each) && valueOf(each) !== before[each.name])
    const opened = [...part.querySelectorAll('details[open] > summary')].map(summary => summary.textContent)
    const { activeElement: active } = document
    const at = part.contains(active) && { id: active.id, name: active.name, start: active.selectionStart }
    part.replaceWith(next)
    for (const each of typed) if (field(each.name)) put(field(each.name), valueOf(each))
    for (const summary of next.querySelectorAll('summary'))
      if (opened.includes(summary.textContent)) summary.parentElement.open = true
    if (!at) return
    const back = (at.id && document.getElementById(at.id)) || (at.name && field(at.name))
    back?.focus({ preventScroll: true })
    if (at.start !== null && back?.type === 'text') back.setSelectionRange(at.start, at.start)
  }

  form.addEventListener('input', ({ target }) => {
    if (!target.name || target.getAttribute('role') === 'combobox') return
    // A paper that is always asked for and not here is a reason to send the dossier back.
    const reason = target.dataset.asked !== undefined && field(`reason:${target.name.slice(6)}`)
    if (reason) reason.value = target.checked ? '' : 'missing'
    keep()
    if (target.name === 'case') answer()
    else soon()
  })
  // Enter goes on to the button: nothing is received by mistake in the middle of typing.
  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT' || event.defaultPrevented) return
    event.preventDefault()
    send()?.focus()
  })
  form.addEventListener('submit', event => {
    if (sent) return event.preventDefault()
    if (event.submitter?.dataset.clears !== undefined) sessionStorage.removeItem(keptAs)
    sent = true
    clearTimeout(timer)
  })
  addEventListener('pageshow', () => (sent = false))

  if (place) for (const each of place.querySelectorAll('[data-no-script]')) each.hidden = true

  const focusOn = name => (document.getElementById(`f-${name}`) ?? send())?.focus()
  const choices = {
    who: {
      async find(text) {
        if (text.trim().length < 3) return []
        const found = await json('/desk/counter/people', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text })
        })
        const { card } = found ?? {}
        return card ? [{ id: card.number, label: card.name, note: '', typed: card }] : (found?.people ?? [])
      },
      chosen() {
        void answer()
        if (form.dataset.after === 'send' && field('procedure').value) send()?.focus()
        else focusOn('search')
      },
      /** Nobody known: what was typed goes where it belongs, and the keyboard to the field beside it. */
      unfound(text) {
        if (text === '') return this.chosen()
        const isNumber = /^[\d\s-]+$/.test(text)
        put(field('who'), '')
        put(field(isNumber ? 'number' : 'name'), text)
        void answer()
        focusOn(isNumber ? 'name' : 'number')
      }
    },
    search: {
      find: async text => (await json(`${form.dataset.procedures}${encodeURIComponent(text)}`)) ?? [],
      /** To what is still to be typed, else to the button that receives. */
      async chosen() {
        await answer()
        const empty = ['name', 'number'].find(name => !field(name).value)
        if (empty) focusOn(empty)
        else send()?.focus()
      },
      unfound(text) {
        if (text === '' && field('procedure').value) void this.chosen()
      }
    }
  }
  const json = (path, options) =>
    fetch(path, options)
      .then(response => (response.ok ? response.json() : null))
      .catch(() => null)

  /** A field that finds while somebody types; Enter takes the first line. */
  for (const place of form.querySelectorAll('[data-combobox]')) {
    const input = place.querySelector('input')
    const { find } = choices[input.name]
    const list = document.createElement('ul')
    const nothing = document.createElement('p')
    let lines = []
    let active = 0
    let searched = null
    let waiting = false
    let turn = 0
    let pause

    for (const part of [...place.children]) if (!part.contains(input)) part.remove()
    Object.assign(list, { id: `${input.id}-list`, className: 'lines', role: 'listbox', hidden: true })
    list.ariaLabel = place.querySelector('label').firstChild.textContent.trim()
    Object.assign(nothing, {
      className: 'small quiet',
      role: 'status',
      hidden: true,
      textContent: place.dataset.nothing
    })
    Object.assign(input, { role: 'combobox', autocomplete: 'off', spellcheck: false, required: false })
    input.setAttribute('aria-autocomplete', 'list')
    input.ariaExpanded = 'false'
    input.setAttribute('aria-controls', list.id)
    input.parentElement.classList.add('combobox')
    input.parentElement.append(list, nothing)

    const show = on => {
      list.hidden = !on || lines.length === 0
      nothing.hidden = !on || lines.length > 0 || searched.trim().length < 3
      input.ariaExpanded = String(!list.hidden)
      if (list.hidden) input.removeAttribute('aria-activedescendant')
      else input.setAttribute('aria-activedescendant', `${input.id}-${active}`)
      ;[...list.children].forEach((line, at) => (line.ariaSelected = String(at === active)))
      list.children[active]?.scrollIntoView({ block: 'nearest' })
    }
    const lineOf = ({ label, note }, at) => {
      const line = document.createElement('li')
      Object.assign(line, { id: `${input.id}-${at}`, role: 'option' })
      for (const [text, className] of [
        [label, ''],
        [note, 'small quiet figures']
      ])
        line.append(Object.assign(document.createElement('span'), { textContent: text, className }))
      line.addEventListener('pointerdown', event => event.preventDefault())
      line.addEventListener('click', () => {
        active = at
        take()
      })
      return line
    }
    async function search(text) {
      clearTimeout(pause)
      const mine = ++turn
      const found = await find(text)
      if (mine !== turn) return
      ;[lines, searched, active] = [found, text, 0]
      list.replaceChildren(...found.map(lineOf))
      show(document.activeElement === input)
      if (waiting) take()
    }
    /** Enter may be faster than the answer: then it is kept until the answer is there. */
    function take() {
      const line = lines[active]
      waiting = false
      show(false)
      if (!line) return choices[input.name].unfound(input.value.trim())
      for (const [name, value] of Object.entries(line.typed)) if (field(name)) put(field(name), value)
      searched = null
      choices[input.name].chosen()
    }
    input.addEventListener('input', () => {
      turn++
      clearTimeout(pause)
      pause = setTimeout(search, 120, input.value)
    })
    input.addEventListener('focus', () => search(input.value))
    input.addEventListener('blur', () => show(false))
    input.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        if (list.hidden) return void search(input.value)
        active = (active + (event.key === 'ArrowDown' ? 1 : lines.length - 1)) % lines.length
        show(true)
      } else if (event.key === 'Enter') {
        event.preventDefault()
        waiting = true
        if (searched === input.value) take()
        else void search(input.value)
      } else if (event.key === 'Escape') show(false)
    })
    if (document.activeElement === input) void search(input.value)
  }

  // The tab's own copy comes back when it is of the same sheet as the server's.
  const kept = keptAs && JSON.parse(sessionStorage.getItem(keptAs))
  // What was typed before this script came is newer than what is kept.
  const newer = new Set(fields().filter(changed))
  const same = kept?.key === field('key').value
  const older = same ? fields().filter(each => each.name in kept && kept[each.name] !== valueOf(each)) : []
  for (const each of older) if (!newer.has(each)) put(each, kept[each.name])
  if (kept && !same) sessionStorage.removeItem(keptAs)
  if (older.length > 0 || newer.size > 0) void answer()
  form.dataset.ready = ''
}
