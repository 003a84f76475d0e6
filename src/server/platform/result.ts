/** A value or an expected refusal. Bugs throw; refusals are returned, with the facts needed to explain them. */
export type Result<T, E extends Refusal = Refusal> = Ok<T> | Err<E>
export type Ok<T> = { readonly ok: true; readonly value: T }
export type Err<E> = { readonly ok: false; readonly error: E }

/** A refusal names itself in kebab-case; its words live in the slice's text under `refusal.<code>`. */
export type Refusal = { readonly code: string } & Readonly<Record<string, unknown>>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const err = <const E extends Refusal>(error: E): Err<E> => ({ ok: false, error })
