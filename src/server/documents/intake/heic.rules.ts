/** Boxes that hold boxes on the way to the sizes (ISO/IEC 23008-12, 6.5.3), and what stands before the first of them. */
const HOLDERS: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 }

/**
 * The pixels of the largest picture in a HEIC file, told by its head alone; null when the head is damaged. Tiles are
 * smaller than the picture they make, so the largest one is the photograph.
 */
export function heicPixels(head: Uint8Array): number | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  let largest: number | null = null
  const open: (readonly [number, number])[] = [[0, head.length]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, until] = span
    for (let at = from; at + 8 <= until;) {
      const size = view.getUint32(at)
      const kind = String.fromCharCode(...head.subarray(at + 4, at + 8))
      const end = size === 0 ? until : at + size
      if (size === 1 || (size !== 0 && size < 8)) break
      if (kind === 'ispe' && at + 20 <= until)
        largest = Math.max(largest ?? 0, view.getUint32(at + 12) * view.getUint32(at + 16))
      const before = HOLDERS[kind]
      if (before !== undefined) open.push([at + 8 + before, Math.min(end, until)])
      at = end
    }
  }
  return largest
}
