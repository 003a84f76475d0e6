import { create as createQr } from 'qrcode'

/** A QR code as the SVG path of its dark modules, in a square with the quiet zone of four that scanners expect. */
export function qrPicture(text: string): { side: number; path: string } {
  const { size, data } = createQr(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let start = 0; start < size; start++) {
      let end = start
      while (end < size && data[row * size + end]) end++
      if (end > start) path += `M${start + 4} ${row + 4}h${end - start}v1h${start - end}z`
      start = end
    }
  }
  return { side: size + 8, path }
}
