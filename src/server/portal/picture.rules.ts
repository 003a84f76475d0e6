export type Size = { readonly width: number; readonly height: number }
/** Wider or higher than any screen; a decompressed picture of this size still fits a telephone. */
export const MOST_PIXELS = 6000

/** How large a PNG or JPEG is, from its first bytes; null for anything else or a broken one. */
export function sizeOf(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = isPng(view) ? pngSize(view) : view.byteLength > 4 && view.getUint16(0) === 0xffd8 ? jpegSize(view) : null
  return size && size.width > 0 && size.height > 0 ? size : null
}

const isPng = (view: DataView) =>
  view.byteLength >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452
const pngSize = (view: DataView): Size => ({ width: view.getUint32(16), height: view.getUint32(20) })

/** Walks the segments to the frame header (SOF0 … SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): Size | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}
