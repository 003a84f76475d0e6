/** The code in what a scanner typed: the QR of a receipt holds the tracking address. Null: not an address. */
export const codeIn = (scanned: string): string | null => {
  const found = /\/track\/([^/?#\s]+)/.exec(scanned.trim())
  try {
    return found ? decodeURIComponent(found[1]!) : null
  } catch {
    return null
  }
}
