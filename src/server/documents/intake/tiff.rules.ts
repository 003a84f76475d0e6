/**
 * How many pages the chain of a TIFF holds (TIFF 6.0, section 2); null when it leads out of the file. The decoder stops
 * there without a word, and pages of a scan would be lost.
 */
export function tiffPages(file: Uint8Array): number | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 8) return null
  const little = file[0] === 0x49
  const seen = new Set<number>()
  for (let at = view.getUint32(4, little); at !== 0;) {
    if (seen.has(at) || at + 2 > file.length) return null
    seen.add(at)
    const next = at + 2 + view.getUint16(at, little) * 12
    if (next + 4 > file.length) return null
    at = view.getUint32(next, little)
  }
  return seen.size
}
