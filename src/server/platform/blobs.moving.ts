import type { Folder } from './blobs.folder.ts'
import type { BlobKeys } from './blobs.keys.ts'
import { PlaceChanged } from './blobs.place.ts'
import type { Lying, Place } from './blobs.place.ts'
import { BlobDamaged, readHeader } from './blobs.seal.ts'
import type { BlobStore } from './blobs.ts'

type Found = Lying & { readonly at: Place; readonly lying: Lying }

/**
 * A place, and the folder where files lay before it was set up: what is not here yet is read there. New files come here.
 * So a province changes to a bucket in an hour and moves its files in a week.
 */
export function withFormer(place: Place, former: Folder): Place {
  const places = [place, former]
  const look = async (sha256: string): Promise<Found | null> => {
    for (const at of places) {
      const lying = await at.look(sha256)
      if (lying) return { ...lying, at, lying }
    }
    return null
  }
  return {
    name: place.name,
    far: place.far,
    ready: () => place.ready(),
    look,
    has: async sha256 => (await place.has(sha256)) || former.has(sha256),
    async put(sha256, draft) {
      await place.put(sha256, draft)
      await former.remove(sha256)
    },
    putHead: (sha256, found, slot) => (found as Found).at.putHead(sha256, (found as Found).lying, slot),
    async remove(sha256) {
      await former.remove(sha256)
      await place.remove(sha256)
    },
    shelf: async name => [...new Set([...(await place.shelf(name)), ...(await former.shelf(name))])],
    async *older(before) {
      yield* former.older(before)
      yield* place.older(before)
    }
  }
}

/**
 * Brings one sealed file from the folder to the place; the folder's goes when the place has shown that it holds the
 * same. Null when it is not in the folder any more. Safe to repeat, also after a crash anywhere in it.
 */
async function bring(place: Place, former: Folder, sha256: string): Promise<{ bytes: number } | null> {
  const lying = await former.look(sha256)
  if (!lying) return null
  await place.put(sha256, former.path(sha256))
  const there = await place.look(sha256)
  if (there?.bytes !== lying.bytes) throw new PlaceChanged(`${sha256} is not whole in ${place.name}`)
  await former.remove(sha256)
  return { bytes: lying.bytes }
}

/** What became of the files of one shelf. A damaged one stays where it is. */
export type Moved = { readonly files: number; readonly bytes: number; readonly damaged: number }
type Move = { readonly place: Place; readonly former: Folder; readonly blobs: BlobStore; readonly keys: BlobKeys }

export async function moveShelf({ place, former, blobs, keys }: Move, shelf: string): Promise<Moved> {
  const moved = { files: 0, bytes: 0, damaged: 0 }
  for (const sha256 of await former.shelf(shelf)) {
    const lying = await former.look(sha256)
    if (!lying) continue
    const header = await readHeader(lying.head, sha256, keys).catch((error: unknown) => {
      if (error instanceof BlobDamaged) return 'damaged' as const
      throw error
    })
    // One from before the encryption is sealed on its way.
    const so = header === null ? await blobs.reseal(sha256, (await keys.current()).id) : null
    if (header === 'damaged' || so === 'damaged') moved.damaged++
    else {
      const brought = so === null ? await bring(place, former, sha256) : lying
      if (!brought) continue
      moved.files++
      moved.bytes += brought.bytes
    }
  }
  return moved
}
