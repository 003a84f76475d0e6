const OFF = 'motcua:keys-off'

/** One-letter keys can be turned off (WCAG 2.1.4); the choice stays in this browser. */
export const keysAreOff = (): boolean => localStorage.getItem(OFF) === 'yes'
export const turnKeys = (off: boolean): void => (off ? localStorage.setItem(OFF, 'yes') : localStorage.removeItem(OFF))

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'target' | 'preventDefault'>

/** Moves through the rows of the queue with single letters, as long as nobody is typing. */
export function queueKeys(event: Key, open: { help: () => void }): void {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return
  const act = KEYS[event.key]
  if (event.key === '?') open.help()
  else if (!act || keysAreOff()) return
  else act()
  event.preventDefault()
}

const KEYS: Readonly<Record<string, (() => void) | undefined>> = {
  j: () => move(1),
  k: () => move(-1),
  c: () => inRow<HTMLButtonElement>('[data-claim]')?.click(),
  x: () => inRow<HTMLInputElement>('input[name=pick]')?.click(),
  '/': () => document.querySelector<HTMLInputElement>('main input[type=search]')?.focus()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('textarea, select, input:not([type=checkbox]):not([type=radio])') ||
    target.closest('dialog') !== null)

const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-open]')]
const current = (): number => {
  const row = document.activeElement?.closest('tr')
  return row ? links().findIndex(link => row.contains(link)) : -1
}
const inRow = <T extends HTMLElement>(selector: string): T | null | undefined =>
  document.activeElement?.closest('tr')?.querySelector<T>(selector)

function move(by: 1 | -1): void {
  const rows = links()
  const at = current()
  const next = at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))
  rows[next]?.focus()
}
