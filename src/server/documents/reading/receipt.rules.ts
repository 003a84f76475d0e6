import { readSeal } from '#server/seals/index.ts'

/** The code in what a scanner typed: the QR of a receipt is a seal, or holds the tracking address. Null: neither. */
export const codeIn = (scanned: string): string | null => {
  const sealed = readSeal(scanned)
  if (sealed) return sealed.facts.code
  const found = /\/track\/([^/?#\s]+)/.exec(scanned.trim())
  try {
    return found ? decodeURIComponent(found[1]!) : null
  } catch {
    return null
  }
}
