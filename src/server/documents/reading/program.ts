/**
 * The reading process: takes one file after the other from its parent, in memory, and answers with what it read. It is a
 * process of its own so that a file made to harm takes neither the counter's memory nor its time (see reader.ts).
 */
import { leavesOf, openFile, Unreadable } from './leaves.ts'
import { asJpeg } from './picture.ts'
import { openTools, readLeaves, straightPicture } from './read.ts'
import type { Tools } from './read.ts'
import type { Answer, Asked } from './reader.ts'

let tools: Promise<Tools> | undefined

const tell = (answer: Answer) => process.send?.(answer)

async function answer(asked: Asked): Promise<Answer> {
  const opened = await openFile(asked.bytes, asked.type)
  try {
    if (asked.what === 'draw') {
      const picture = await opened.picture(Math.min(asked.page, opened.pages))
      return { kind: 'drawn', jpeg: await asJpeg(await straightPicture(picture, asked), asked.longest) }
    }
    tell({ kind: 'opened', pages: opened.pages })
    const read = await readLeaves(await (tools ??= openTools()), leavesOf(opened), done => tell({ kind: 'page', done }))
    return { kind: 'read', reading: read }
  } finally {
    await opened.close()
  }
}

process.on('message', (asked: Asked) => {
  void answer(asked)
    .catch((error: unknown): Answer =>
      error instanceof Unreadable
        ? { kind: 'refused', refusal: error.refusal }
        : { kind: 'failed', said: String((error as Error)?.stack ?? error) }
    )
    .then(tell)
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })
