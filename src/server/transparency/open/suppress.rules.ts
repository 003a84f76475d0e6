/** A published sum: the total is what its parts add up to. Indices of numbers. */
export type Sum = { readonly total: number; readonly parts: readonly number[] }

/**
 * Which numbers are left out so that no small one is published: those below the threshold (1 to threshold - 1; nothing
 * is not small), and beside them as many of the smallest others as keep each published sum from giving one away. In
 * every sum there are then none or at least two unknowns, and the parts left out add up to the threshold or more unless
 * the total is left out too. True of each sum taken by itself (complementary cell suppression).
 */
export function leftOut(values: readonly number[], sums: readonly Sum[], threshold: number): boolean[] {
  const hidden = values.map(value => value > 0 && value < threshold)
  const sumsOf: number[][] = values.map(() => [])
  sums.forEach(({ total, parts }, at) => [total, ...parts].forEach(cell => sumsOf[cell]!.push(at)))
  const waiting = new Set(sums.keys())
  for (const at of waiting) {
    waiting.delete(at)
    for (let more = nextToHide(sums[at]!); more !== null; more = nextToHide(sums[at]!)) {
      hidden[more] = true
      for (const touched of sumsOf[more]!) if (touched !== at) waiting.add(touched)
    }
  }
  return hidden

  /** The number that must go as well, or null where this sum gives nothing away. */
  function nextToHide({ total, parts }: Sum): number | null {
    const gone = parts.filter(part => hidden[part])
    if (hidden[total]) return gone.length > 0 ? null : smallest(parts)
    if (gone.length === 0) return null
    const sum = gone.reduce((all, part) => all + values[part]!, 0)
    return gone.length > 1 && sum >= threshold ? null : (smallest(parts) ?? total)
  }
  function smallest(parts: readonly number[]): number | null {
    let least: number | null = null
    for (const part of parts)
      if (!hidden[part] && values[part]! > 0 && (least === null || values[part]! < values[least]!)) least = part
    return least
  }
}
