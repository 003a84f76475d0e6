import type { FileRef } from '#server/documents/index.ts'
import type { Place } from './model.ts'

export type OrderId = string & { readonly brand?: 'OrderId' }
/** What is signed and on whose behalf it is asked for, e.g. `dossier-result` and the dossier's id. */
export type Subject = { readonly kind: string; readonly ref: string; readonly title: string }
export type Turn = { readonly signer: string; readonly name: string; readonly officer: string | null }

/** A signature begun: the file lies prepared, its hash is with the signer. */
export type Asked = {
  readonly signer: string
  readonly transaction: string
  /** The prepared file with its empty place. */
  readonly prepared: FileRef
  readonly hole: { readonly from: number; readonly to: number }
  /** DER, base64: what is signed. */
  readonly attributes: string
  readonly at: string
}

/** A signature that stands in the file, and the file as it was before it. */
export type Placed = {
  readonly signer: string
  readonly at: string
  readonly stamped: boolean
  readonly former?: FileRef
}

export type Order = {
  readonly id: OrderId
  readonly version: number
  readonly subject: Subject
  readonly phase: 'open' | 'complete' | 'ended'
  /** As it stands now, with the signatures put so far. */
  readonly file: FileRef
  readonly original: FileRef
  readonly turns: readonly Turn[]
  readonly placed: readonly Placed[]
  /** Others sign after the last of the turns; who, is known when their turn comes. */
  readonly more?: boolean
  readonly asked: Asked | null
  readonly place: Place
  /** What the page must know to finish what the signature was for, once it is there. */
  readonly then: Readonly<Record<string, string>>
}

type Event<Type extends string, Data> = { readonly type: Type; readonly at: string; readonly data: Data }
export type OrderEvent =
  | Event<'signature.ordered', Pick<Order, 'subject' | 'file' | 'turns' | 'place' | 'then' | 'more'>>
  | Event<'signature.turn-added', Pick<Order, 'place' | 'then' | 'more'> & { readonly turn: Turn }>
  | Event<'signature.asked', { readonly asked: Asked }>
  | Event<
      'signature.placed',
      { readonly signer: string; readonly former: string; readonly file: FileRef; readonly stamped: boolean }
    >
  | Event<'signature.completed', { readonly file: string }>
  | Event<'signature.time-stamped', { readonly former: string; readonly file: FileRef }>
  | Event<'signature.sent-back', { readonly standing: number; readonly reason: string }>
  | Event<'signature.ended', { readonly reason: 'refused' | 'withdrawn' | 'expired' }>

export type OrderCommand =
  | {
      readonly kind: 'order'
      readonly subject: Subject
      readonly file: FileRef
      readonly turns: readonly Turn[]
      readonly place: Place
      readonly then: Readonly<Record<string, string>>
      readonly more?: boolean
    }
  | {
      readonly kind: 'join'
      readonly turn: Turn
      readonly place: Place
      readonly then: Readonly<Record<string, string>>
      readonly more: boolean
    }
  | { readonly kind: 'send-back'; readonly standing: number; readonly reason: string }
  | { readonly kind: 'ask'; readonly asked: Asked }
  | { readonly kind: 'place'; readonly signer: string; readonly file: FileRef; readonly stamped: boolean }
  | { readonly kind: 'time-stamp'; readonly former: string; readonly file: FileRef }
  | { readonly kind: 'end'; readonly reason: 'refused' | 'withdrawn' | 'expired' }

export type OrderRefusal = {
  readonly code:
    | 'order-missing'
    | 'order-exists'
    | 'order-closed'
    | 'nobody-to-sign'
    | 'reason-missing'
    | 'not-your-turn'
    | 'not-asked'
    | 'file-changed'
}
