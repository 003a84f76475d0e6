import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const TEXT_FILE = /\/src\/server\/[^/]+\/(?:\w+\.)?text\.(vi|en)\.ts$/

/**
 * Kit keeps everything under `server/` out of the browser. The words of a slice are meant for people and may go there:
 * standing before Kit's guard, this plugin hands over the text files, and only them.
 */
export function wordsForTheBrowser(): Plugin {
  return {
    name: 'motcua-words',
    enforce: 'pre',
    applyToEnvironment: environment => environment.config.consumer === 'client',
    load: { filter: { id: TEXT_FILE }, handler: id => readFile(id, 'utf8') }
  }
}
