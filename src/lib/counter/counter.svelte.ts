import type { CounterAnswer, Typed } from '#server/dossiers/index.ts'
import type { CounterCheck } from '#server/linkage/index.ts'

type Options = {
  /** Where the tab keeps what is typed, until the server has it. Null: nothing is kept. */
  readonly keepAs: string | null
}

/** What stands in the counter's form and what the server says follows from it. */
export class Counter {
  typed = $state<Record<string, string>>({})
  answer = $state.raw<CounterAnswer>({ faults: [], sheet: null })
  /** What the population database said of the person; `checking` while it is awaited. */
  check = $state.raw<CounterCheck>({ kind: 'not-yet' })
  checking = $state(false)
  #checked = ''
  readonly #options: Options
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(typed: Typed, answer: CounterAnswer, options: Options) {
    this.typed = { ...typed }
    this.answer = answer
    this.#options = options
  }

  /** One field changed by hand. */
  set(name: string, value: string): void {
    this.typed[name] = value
    this.#keep()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.ask(), 350)
  }

  /** Several fields at once: a person or a procedure was chosen. */
  async put(fields: Typed): Promise<void> {
    const procedureBefore = `${this.typed.procedure} ${this.typed.case}`
    Object.assign(this.typed, fields)
    await this.ask()
    if (`${this.typed.procedure} ${this.typed.case}` !== procedureBefore) this.#tick()
    this.#keep()
  }

  /** Takes the ticks of a newly chosen procedure; reasons belong to the papers of the one before. */
  #tick(): void {
    for (const name of Object.keys(this.typed))
      if (/^(paper|originals|certified|copies|reason|note|quantity|ground):/.test(name)) delete this.typed[name]
    Object.assign(this.typed, this.answer.sheet?.ticks)
    const total = this.answer.sheet?.fee.total
    this.typed.feePaid = total ? String(total) : ''
    void this.ask()
  }

  /** Asks the server what follows; an answer that was overtaken by a newer question is dropped. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer)
    const turn = ++this.#asked
    const keep = this.#options.keepAs ? '?keep' : ''
    const response = await fetch(`/desk/counter/answer${keep}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.typed)
    }).catch(() => null)
    if (!response?.ok || turn !== this.#asked) return
    void this.#checkPerson()
    const before = this.answer.sheet?.fee.total
    this.answer = (await response.json()) as CounterAnswer
    const total = this.answer.sheet?.fee.total
    if (total && before !== undefined && before !== total && this.typed.feePaid === String(before ?? ''))
      this.typed.feePaid = String(total)
  }

  /** Once number, name, birth and procedure are there, and again when one of them changes. Nobody waits for it. */
  async #checkPerson(): Promise<void> {
    const { number = '', name = '', birth = '', procedure = '', sex = '', address = '', kind = '' } = this.typed
    const asked = JSON.stringify([number, name, birth, procedure, sex, address, kind])
    if (asked === this.#checked || this.check.kind === 'off') return
    this.#checked = asked
    if (!number || !name || !birth || !procedure || kind === 'organisation') {
      this.check = { kind: 'not-yet' }
      return
    }
    this.checking = true
    const response = await fetch(`/desk/counter/check${this.#options.keepAs ? '' : '?at-once'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.typed)
    }).catch(() => null)
    if (asked !== this.#checked) return
    this.checking = false
    if (response?.ok) this.check = (await response.json()) as CounterCheck
  }

  /** The tab's own copy: at once, in case the page goes before the server has it. Signing out clears it. */
  #keep(): void {
    if (this.#options.keepAs) sessionStorage.setItem(this.#options.keepAs, JSON.stringify(this.typed))
  }

  /** Brings back the tab's copy when it is of the same sheet as the server's. */
  restore(): void {
    const kept = this.#options.keepAs && sessionStorage.getItem(this.#options.keepAs)
    if (!kept) return
    const typed = JSON.parse(kept) as Record<string, string>
    if (typed.key === this.typed.key) Object.assign(this.typed, typed)
    else sessionStorage.removeItem(this.#options.keepAs!)
    void this.ask()
  }

  forget(): void {
    clearTimeout(this.#timer)
    this.#asked++
    if (this.#options.keepAs) sessionStorage.removeItem(this.#options.keepAs)
  }
}
