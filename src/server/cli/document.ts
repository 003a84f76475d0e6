import { readFile } from 'node:fs/promises'
import { checkLayout, readDocx } from '#server/reform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { fileGiven } from './command.ts'
import type { Command } from './command.ts'

export const checkDocument: Command = {
  name: 'check document',
  usage: 'FILE.docx',
  tells: 'name each article of the layout decree (30/2020) that a document breaks; fails unless none is',
  alone: true,
  async run(given) {
    const { tell, say, failed } = given
    const path = fileGiven(given)
    const document = await readDocx(await readFile(path))
    if (!document) throw new RefusedToStart(tell('document.none', { path }))
    const findings = checkLayout(document)
    for (const { article, found } of findings) say(tell('document.broken', { article, found }))
    if (findings.length > 0) return failed()
    say(tell('document.good', { path }))
  }
}
