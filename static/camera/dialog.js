// Photographs pages for a file field: by the camera of the device, or from pictures where there is none. Each page is
// cut at its corners, made straight and evened; all of them become one PDF, made here and sent as any other file.
import { bind, contrasted, findCorners, greyOf, straighten, straightSize, turned, wholePage } from '/camera/paper.js'

const LONGEST = 2600
const A4_AT_200_DPI = 2340
const MOST_PAGES = 50
let words

const fetched = async () => (words ??= await (await fetch('/camera/words')).json())
const say = (key, facts = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name])

function element(name, { onclick, ...attributes } = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(key, value)
  if (onclick) made.addEventListener('click', onclick)
  made.append(...children)
  return made
}
const button = (text, onclick, variant = 'secondary') =>
  element('button', { type: 'button', class: 'ds-button', 'data-variant': variant, onclick }, text)

function looksOf(document) {
  if (document.querySelector('link[href="/camera/camera.css"]')) return
  document.head.append(element('link', { rel: 'stylesheet', href: '/camera/camera.css' }))
}

const canvasOf = ({ width, height, data }) => {
  const canvas = element('canvas', { width, height })
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0)
  return canvas
}

/** A drawable source as pixels, not larger than is worth working on. */
function pixelsOf(source, width, height, longest = LONGEST) {
  const scale = Math.min(1, longest / Math.max(width, height))
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const context = element('canvas', { width: w, height: h }).getContext('2d', { willReadFrequently: true })
  context.drawImage(source, 0, 0, w, h)
  return context.getImageData(0, 0, w, h)
}

/** The sheet's corners on the picture, or those of the picture. */
function proposed(picture) {
  const small = pixelsOf(canvasOf(picture), picture.width, picture.height, 320)
  const corners = findCorners(greyOf(small))
  const scale = picture.width / small.width
  return corners ? corners.map(({ x, y }) => ({ x: x * scale, y: y * scale })) : wholePage(picture)
}

/** Opens the dialogue; gives the PDF as a file, or null when it was closed without one. */
export async function photograph() {
  await fetched()
  looksOf(document)
  return new Promise(done => open(done))
}

function open(done) {
  const pages = []
  let stream = null
  let result = null
  const status = element('p', { role: 'status', class: 'small' })
  const stage = element('div', { class: 'camera-stage' })
  const strip = element('ol', { class: 'camera-strip', 'aria-label': say('pages') })
  const finish = button(say('finish', { count: 0 }), bindPages, 'primary')
  const dialog = element(
    'dialog',
    { class: 'camera', 'aria-labelledby': 'camera-title' },
    element('h2', { id: 'camera-title' }, say('title')),
    status,
    stage,
    strip,
    element(
      'div',
      { class: 'row' },
      finish,
      button(say('close'), () => dialog.close(), 'tertiary')
    )
  )
  const halt = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = null
  }
  dialog.addEventListener('close', () => {
    halt()
    dialog.remove()
    done(result)
  })
  document.body.append(dialog)
  dialog.showModal()
  listPages()
  take()

  /** First view: the camera's picture where there is one, and pictures from the device. */
  async function take() {
    const picker = element('input', {
      type: 'file',
      accept: 'image/*',
      multiple: '',
      class: 'ds-input',
      id: 'camera-pick'
    })
    picker.addEventListener('change', async () => {
      for (const file of picker.files) await addFile(file)
      picker.value = ''
    })
    const pick = element('div', { class: 'ds-field' }, element('label', { for: 'camera-pick' }, say('pick')), picker)
    const video = element('video', { playsinline: '', autoplay: '', muted: '', 'aria-label': say('view') })
    const shoot = button(say('shoot'), () => addPage(pixelsOf(video, video.videoWidth, video.videoHeight)), 'primary')
    shoot.disabled = true
    stage.replaceChildren(video, shoot, pick)
    try {
      stream ??= await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 2560 }, height: { ideal: 1920 } }
      })
      video.srcObject = stream
      await video.play()
      shoot.disabled = false
      if (document.activeElement === document.body || document.activeElement === dialog) shoot.focus()
    } catch {
      if (!dialog.open || !video.isConnected) return halt()
      // No camera, or it was not allowed: on a phone the picker offers the camera by itself.
      picker.setAttribute('capture', 'environment')
      video.remove()
      shoot.remove()
      status.textContent = say('no-camera')
    }
    if (!dialog.open) halt()
  }

  async function addFile(file) {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
      addPage(pixelsOf(bitmap, bitmap.width, bitmap.height))
      bitmap.close()
    } catch {
      status.textContent = say('not-a-picture', { name: file.name })
    }
  }

  function addPage(picture) {
    if (pages.length >= MOST_PAGES) return void (status.textContent = say('most', { most: MOST_PAGES }))
    const page = { picture, corners: proposed(picture), look: 'colour' }
    pages.push(page)
    make(page)
    listPages()
    edit(page)
  }

  const made = (page, longest) =>
    contrasted(straighten(page.picture, page.corners, straightSize(page.corners, longest)), page.look)

  /** While a page is worked on only its small picture is made: a telephone is slow. */
  function make(page) {
    page.small = made(page, 260)
  }

  /** Second view: one page with its corners. */
  function edit(page) {
    const number = () => pages.indexOf(page) + 1
    const canvas = canvasOf(page.picture)
    const outline = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    outline.setAttribute('viewBox', `0 0 ${page.picture.width} ${page.picture.height}`)
    outline.setAttribute('aria-hidden', 'true')
    const line = outline.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'polygon'))
    const frame = element('div', { class: 'camera-frame' }, canvas, outline)
    const handles = page.corners.map((_, at) => handleOf(at))
    frame.append(...handles)
    const looks = ['colour', 'grey', 'black'].map(look => {
      const radio = element('input', {
        type: 'radio',
        class: 'ds-input',
        name: 'camera-look',
        value: look,
        id: `camera-${look}`
      })
      radio.checked = page.look === look
      radio.addEventListener('change', () => {
        page.look = look
        remake()
      })
      return element(
        'span',
        { class: 'ds-field' },
        radio,
        element('label', { for: `camera-${look}` }, say(`look.${look}`))
      )
    })
    const actions = element(
      'div',
      { class: 'row' },
      button(say('next'), take, 'primary'),
      button(say('turn'), () => {
        page.picture = turned(page.picture)
        page.corners = proposed(page.picture)
        remake()
        edit(page)
      }),
      button(say('whole'), () => {
        page.corners = wholePage(page.picture, 0)
        remake()
        edit(page)
      })
    )
    const legend = element('legend', {}, say('look'))
    const choices = element('fieldset', { class: 'ds-fieldset' }, legend, element('div', { class: 'row' }, ...looks))
    stage.replaceChildren(element('p', {}, say('corners', { number: number() })), frame, choices, actions)
    stage.querySelector('button').focus()
    place()

    function place() {
      line.setAttribute('points', page.corners.map(({ x, y }) => `${x},${y}`).join(' '))
      for (const [at, { x, y }] of page.corners.entries()) {
        handles[at].style.left = `${(x / page.picture.width) * 100}%`
        handles[at].style.top = `${(y / page.picture.height) * 100}%`
      }
    }
    function remake() {
      make(page)
      listPages()
    }
    function move(at, x, y) {
      const { width, height } = page.picture
      page.corners[at] = { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) }
      place()
    }
    function handleOf(at) {
      const handle = element('button', { type: 'button', class: 'camera-corner', 'aria-label': say(`corner.${at}`) })
      handle.addEventListener('pointerdown', event => handle.setPointerCapture(event.pointerId))
      handle.addEventListener('pointermove', event => {
        if (!handle.hasPointerCapture(event.pointerId)) return
        const box = canvas.getBoundingClientRect()
        const { width, height } = page.picture
        move(at, ((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height)
      })
      handle.addEventListener('pointerup', remake)
      handle.addEventListener('keydown', event => {
        const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
        if (!way) return
        event.preventDefault()
        const step = (page.picture.width / 100) * (event.shiftKey ? 5 : 1)
        move(at, page.corners[at].x + way[0] * step, page.corners[at].y + way[1] * step)
        clearTimeout(handle.waiting)
        handle.waiting = setTimeout(remake, 300)
      })
      return handle
    }
  }

  function listPages() {
    finish.textContent = say('finish', { count: pages.length })
    finish.disabled = pages.length === 0
    strip.replaceChildren(
      ...pages.map((page, at) => {
        const picture = canvasOf(page.small)
        picture.setAttribute('role', 'img')
        picture.setAttribute('aria-label', say('page', { number: at + 1 }))
        const act = (key, change, off = false) => {
          const made = button(say(key), change, 'tertiary')
          made.append(element('span', { class: 'ds-sr-only' }, ` ${say('page', { number: at + 1 })}`))
          made.disabled = off
          return made
        }
        const moved = by => () => {
          pages.splice(at, 1)
          pages.splice(at + by, 0, page)
          listPages()
          strip.children[at + by].querySelector('button:not(:disabled)').focus()
        }
        return element(
          'li',
          {},
          picture,
          element(
            'div',
            { class: 'row' },
            act('edit', () => edit(page)),
            act('earlier', moved(-1), at === 0),
            act('later', moved(1), at === pages.length - 1),
            act('remove', () => {
              pages.splice(at, 1)
              listPages()
              take()
            })
          )
        )
      })
    )
  }

  async function bindPages() {
    finish.disabled = true
    status.textContent = say('binding')
    const ready = []
    for (const page of pages) {
      const whole = made(page, A4_AT_200_DPI)
      const jpeg = await new Promise(drawn => canvasOf(whole).toBlob(drawn, 'image/jpeg', 0.82))
      ready.push({ width: whole.width, height: whole.height, jpeg: new Uint8Array(await jpeg.arrayBuffer()) })
    }
    const stamp = new Date().toISOString().slice(0, 16).replace(/[-:T]/g, '')
    result = new File([bind(ready)], `${say('name')}-${stamp}.pdf`, { type: 'application/pdf' })
    dialog.close()
  }
}
