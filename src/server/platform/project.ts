import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's folder, found from wherever this module was built to: templates and migrations are read from it. */
export const projectRoot: string = (() => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'motcua') return folder
    if (folder === dirname(folder))
      throw new Error('the project folder (package.json of motcua) is not above this program')
  }
})()
