import { inflateRawSync } from 'node:zlib'

export type Packed = { readonly name: string; readonly content: Buffer }
const MOST_FILES = 2_000

/**
 * The files in a zip (APPNOTE 4.3): null when it cannot be read, has too many, or unpacks to more than `most` bytes. What
 * a header promises is not believed: unpacking itself stops at the limit.
 */
export function unpack(zip: Buffer, most: number): Packed[] | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length) return null
  const count = zip.readUInt16LE(end + 10)
  if (count > MOST_FILES) return null
  const files: Packed[] = []
  let [place, left] = [zip.readUInt32LE(end + 16), most]
  try {
    for (let at = 0; at < count; at++) {
      if (zip.readUInt32LE(place) !== 0x02014b50) return null
      const [method, size, name] = [
        zip.readUInt16LE(place + 10),
        zip.readUInt32LE(place + 20),
        zip.readUInt16LE(place + 28)
      ]
      const header = zip.readUInt32LE(place + 42)
      const named = zip.toString('utf8', place + 46, place + 46 + name)
      place += 46 + name + zip.readUInt16LE(place + 30) + zip.readUInt16LE(place + 32)
      if (named.endsWith('/')) continue
      const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
      const packed = zip.subarray(from, from + size)
      const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, left) })
      left -= content.length
      if (left < 0) return null
      files.push({ name: named.split('/').at(-1)!, content })
    }
    return files
  } catch {
    return null
  }
}
