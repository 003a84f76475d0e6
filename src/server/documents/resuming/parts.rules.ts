type Hash = { update(bytes: Uint8Array): unknown }

/**
 * Cuts a request's body into parts of at most `most` bytes. A body that breaks off ends there: what came before it
 * counts.
 */
export function partsOf(stream: AsyncIterable<Uint8Array>, most: number) {
  const source = stream[Symbol.asyncIterator]()
  let rest: Uint8Array | null = null
  let ended = false
  async function more(): Promise<Uint8Array | null> {
    if (rest) return rest
    if (ended) return null
    const next = await source.next().catch(() => null)
    if (next && !next.done) return next.value
    ended = true
    return null
  }
  return {
    /** The next part, of at most so many bytes; empty when the body has ended. */
    async *next(left: number, hash?: Hash): AsyncGenerator<Uint8Array> {
      for (let room = Math.min(most, left); room > 0;) {
        const piece = await more()
        if (!piece) return
        const taken = piece.subarray(0, room)
        rest = piece.byteLength > room ? piece.subarray(room) : null
        room -= taken.byteLength
        hash?.update(taken)
        if (taken.byteLength > 0) yield taken
      }
    },
    async close(): Promise<void> {
      await source.return?.().catch(() => {})
    }
  }
}
