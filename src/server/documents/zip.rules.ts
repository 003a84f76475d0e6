import type { Peekable } from './type.rules.ts'

const TAIL = 22 + 0xffff
const MOST = 4 << 20

export type ZipEntry = {
  readonly name: string
  /** What it says it is when unpacked. */
  readonly size: number
  /** Its bytes in the zip. */
  readonly packed: number
  /** 0: as it is, 8: deflated. */
  readonly method: number
  readonly crc: number
  readonly locked: boolean
  /** Where its own header is. */
  readonly at: number
}

/** The names in a zip's directory, or null when it has none that can be read. */
export const namesInZip = async (file: Peekable): Promise<string[] | null> =>
  (await entriesInZip(file))?.map(({ name }) => name) ?? null

/** A zip's directory (APPNOTE 4.3.12 and 4.3.16), or null when it has none that can be read. */
export async function entriesInZip(file: Peekable): Promise<ZipEntry[] | null> {
  const tailAt = Math.max(0, file.bytes - TAIL)
  const tail = Buffer.from(await file.peek(tailAt, TAIL))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > tail.length) return null
  const size = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (size > MOST || start + size > tailAt + end) return null
  const directory = Buffer.from(await file.peek(start, size))
  const entries: ZipEntry[] = []
  for (let place = 0; place + 46 <= directory.length && directory.readUInt32LE(place) === 0x02014b50;) {
    const name = directory.readUInt16LE(place + 28)
    const [flags, method] = [directory.readUInt16LE(place + 8), directory.readUInt16LE(place + 10)]
    entries.push({
      name: directory.toString('utf8', place + 46, place + 46 + name),
      size: directory.readUInt32LE(place + 24),
      packed: directory.readUInt32LE(place + 20),
      method,
      crc: directory.readUInt32LE(place + 16),
      // Bit 0: encrypted. Bit 6 and method 99 are stronger ways of the same.
      locked: (flags & 0x41) !== 0 || method === 99,
      at: directory.readUInt32LE(place + 42)
    })
    place += 46 + name + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32)
  }
  return entries
}
