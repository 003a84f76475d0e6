import { on } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '#server/platform/project.ts'
import type { Asked, Batch } from './telling.ts'
import type { World } from './world.ts'

/** What the thread is told with. */
export type Errand = { readonly world: World; readonly asked: Asked }
/** What it answers: batches one by one, in the end null. */
export type Answer = Batch | null

/** Node runs the program from its source, also where the rest of the house is a build or under test. */
const PROGRAM = join(projectRoot, 'src', 'server', 'demonstration', 'teller.ts')

/** Stories are young and die young: with room for a whole batch the thread spends a sixth less on collecting them. */
const ROOM = { maxYoungGenerationSizeMb: 192 }

/**
 * The same batches as `batchesOf`, told by a thread of its own: people are answered and the database is written to
 * meanwhile. Who stops listening ends the thread; a thread that dies ends the telling.
 */
export async function* tellAside(world: World, asked: Asked): AsyncGenerator<Batch, void, undefined> {
  const teller = new Worker(PROGRAM, {
    workerData: { world, asked } satisfies Errand,
    execArgv: [],
    resourceLimits: ROOM
  })
  try {
    // A fault of the thread is thrown here; one that ends without its last word ends the loop too early.
    for await (const [answer] of on(teller, 'message', { close: ['exit'] }) as AsyncIterable<[Answer]>) {
      if (answer === null) return
      teller.postMessage('more')
      yield answer
    }
    throw new Error('the thread that tells the demonstration ended before its story did')
  } finally {
    await teller.terminate()
  }
}
