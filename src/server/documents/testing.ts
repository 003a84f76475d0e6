import { crc32, deflateSync } from 'node:zlib'

/** Small true files for tests. */
export const PDF = bytes(pdfText())
export const PNG = aPng(2, 3)
export const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46)

/** An empty page as a PDF; `remark` makes it another file. */
export function pdfText(remark = ''): string {
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>'
  ]
  const written = parts.map((part, at) => `${at + 1} 0 obj\n${part}\nendobj\n`).join('')
  return `%PDF-1.7\n%${remark.replace(/[\r\n]/g, ' ')}\n${written}trailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n`
}

export function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}

/** A file as it arrives, in pieces. */
export async function* arriving(content: Uint8Array, piece = 1 << 16): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += piece) yield content.subarray(at, at + piece)
}

/** A zip of empty stored entries: names are all that counts here. */
export function zipOf(...names: string[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let place = 0
  for (const name of names.map(each => Buffer.from(each))) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(place, 42)
    parts.push(local, name)
    directory.push(entry, name)
    place += 30 + name.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(place, 16)
  return new Uint8Array(Buffer.concat([...parts, listed, end]))
}

/** A grey picture; `remark` stands in its first pixels, so that it is another file. */
export function aPng(width: number, height: number, remark = ''): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height)
  rows.write(remark.slice(0, width), 1)
  const size = Buffer.from(new Uint32Array([width, height]).buffer).swap32()
  const chunk = (kind: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(kind), content])
    const numbers = Buffer.from(new Uint32Array([content.length, crc32(body)]).buffer).swap32()
    return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)])
  }
  const head = chunk('IHDR', Buffer.concat([size, Buffer.of(8, 0, 0, 0, 0)]))
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return new Uint8Array(
    Buffer.concat([signature, head, chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
  )
}
