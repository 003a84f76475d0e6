/** The program of the thread that tells the history (`aside.ts`): batches go out as bytes, a few ahead of the writing. */
import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Errand } from './aside.ts'
import { batchesOf } from './telling.ts'

const AHEAD = 4

const { world, asked } = workerData as Errand
const port = parentPort!
const wishes = on(port, 'message')
let told = 0
for (const batch of batchesOf(world, asked)) {
  if (told++ >= AHEAD) await wishes.next()
  const answer: Answer = batch
  port.postMessage(
    answer,
    batch.tables.map(({ lines }) => lines.buffer)
  )
}
port.postMessage(null satisfies Answer)
