/** `npm run client`: writes the client kit from docs/openapi.json; `--check` says whether the kit is in step with it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@hey-api/openapi-ts'
import { projectRoot } from '../src/server/platform/project.ts'

const KIT = join(projectRoot, 'clients', 'typescript', 'generated')

async function generate(folder: string): Promise<void> {
  await createClient({
    input: join(projectRoot, 'docs', 'openapi.json'),
    output: { path: folder, importFileExtension: '.ts' },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent' }
  })
}

const files = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path.slice(folder.length), readFileSync(path, 'utf8')])
  )

if (process.argv.includes('--check')) {
  const fresh = mkdtempSync(join(tmpdir(), 'motcua-client-'))
  try {
    await generate(fresh)
    const [wanted, found] = [files(fresh), files(KIT)]
    const names = [...new Set([...wanted.keys(), ...found.keys()])].sort()
    const apart = names.filter(name => wanted.get(name) !== found.get(name))
    for (const name of apart) console.error(`clients/typescript/generated${name} is not what docs/openapi.json says`)
    if (apart.length > 0) console.error('npm run client writes the kit anew.')
    process.exitCode = apart.length === 0 ? 0 : 1
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
} else {
  await generate(KIT)
  console.log(`${files(KIT).size} files in clients/typescript/generated`)
}
