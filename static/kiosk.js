// The tablet at a desk: it goes back to its start by itself, so that the next person never sees the answers of the last.
const IDLE_MS = 90_000
const REST_MS = 8_000
const start = document.querySelector('[data-kiosk]')?.dataset.kiosk
if (start) {
  let timer
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => location.replace(start), IDLE_MS)
  }
  for (const sign of ['pointerdown', 'keydown', 'input']) document.addEventListener(sign, wait)
  wait()
}
if (document.querySelector('[data-rest]')) setTimeout(() => location.replace(location.pathname), REST_MS)
