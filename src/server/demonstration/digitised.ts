import type { FileRef } from '#server/dossiers/index.ts'
import { FIGURES } from './figures.ts'
import type { World } from './world.ts'

/** What is digitised of one dossier, drawn from its id alone: no other draw of its story changes by it. */
export function digitisedOf({ samples, until }: World, id: string, { channel, at }: { channel: string; at: Date }) {
  const lots = [24, 28, 32].map(from => Number.parseInt(id.slice(from, from + 4), 16) / 0x10000)
  const begun = Date.parse(FIGURES.from)
  const told = Math.min(1, Math.max(0, (at.getTime() - begun) / (until.getTime() - begun)))
  const grown = ([first, last]: readonly [number, number]) => first + (last - first) * told
  const scanned = channel === 'online' || lots[0]! < grown(FIGURES.digitised)
  return {
    /** The files of the paper at this place of the dossier's list. */
    scan: (place: number): readonly FileRef[] =>
      samples && scanned && (place === 0 || lots[1]! < FIGURES.digitisedWhole) ? [samples.scan] : [],
    result: samples && lots[2]! < grown(FIGURES.electronicResult) ? [samples.result] : []
  }
}
