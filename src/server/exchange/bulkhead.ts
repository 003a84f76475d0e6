/** Room for so many calls at once. Who finds no room is told at once and does not wait in line. */
export type Bulkhead = { enter(): boolean; leave(): void; readonly free: number }

export function createBulkhead(places: number): Bulkhead {
  let taken = 0
  return {
    enter: () => taken < places && ++taken > 0,
    leave: () => void taken--,
    get free() {
      return places - taken
    }
  }
}

const bulkheads = new Map<string, Bulkhead>()

/** The room of one system and one kind of call in this process: a system that hangs fills its own only. */
export function bulkheadOf(system: string, mode: 'direct' | 'background', places: number): Bulkhead {
  const name = `${system} ${mode} ${places}`
  let bulkhead = bulkheads.get(name)
  if (!bulkhead) bulkheads.set(name, (bulkhead = createBulkhead(places)))
  return bulkhead
}
