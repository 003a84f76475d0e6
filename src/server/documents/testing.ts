/** Small true files for tests. */
export const PDF = bytes('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')
export const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)
export const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46)

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
