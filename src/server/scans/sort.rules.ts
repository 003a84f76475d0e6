/** Pages of a scan that belong to one dossier; null: to nobody known. Pages count from 1. */
export type Portion = { readonly code: string | null; readonly from: number; readonly to: number }

/**
 * A page with a dossier's code begins its portion: a separator sheet or the receipt on top. Pages before the first are
 * nobody's. No page is left out, the sheet itself neither: what lay in the scanner is kept.
 */
export function portionsOf(pages: number, codes: readonly { page: number; code: string }[]): Portion[] {
  const portions: Portion[] = []
  let from = 1
  let current: string | null = null
  for (const { page, code } of [...codes].sort((a, b) => a.page - b.page)) {
    if (code === current) continue
    if (page > from) portions.push({ code: current, from, to: page - 1 })
    // A second code on one page does not part it.
    else if (page === from && current !== null) continue
    from = Math.max(from, page)
    current = code
  }
  return [...portions, { code: current, from, to: pages }]
}
