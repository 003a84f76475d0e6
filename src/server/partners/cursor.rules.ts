/** A place in the feed: the order of transactions, then of events. */
export type Place = { readonly transaction: string; readonly position: number }
export const BEGINNING: Place = { transaction: '0', position: 0 }

/** Opaque to readers, so that it may change; the same place is always the same text. */
export const writeCursor = ({ transaction, position }: Place): string =>
  Buffer.from(`${transaction}.${position}`).toString('base64url')

export function readCursor(text: string): Place | null {
  const found = /^(\d{1,20})\.(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString())
  return found ? { transaction: found[1]!, position: Number(found[2]) } : null
}

/** `dossier.*` and exact kinds as the two lists that SQL compares. */
export const kindsAsked = (kinds: readonly string[]) => ({
  exact: kinds.filter(kind => !kind.endsWith('.*')),
  families: kinds.filter(kind => kind.endsWith('.*')).map(kind => kind.slice(0, -1))
})
