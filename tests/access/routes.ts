import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/project.ts'

/** Every address of SvelteKit that can be read, from the file system: `/desk/dossiers/[code]`. */
export function pageRoutes(): string[] {
  const folder = join(projectRoot, 'src', 'routes')
  const files = globSync('**/{+page.svelte,+page.server.ts,+server.ts}', { cwd: folder })
  const reads = (file: string) =>
    !file.endsWith('+server.ts') || /export const GET\b/.test(readFileSync(join(folder, file), 'utf8'))
  const routes = files.filter(reads).map(file => `/${file.split('/').slice(0, -1).join('/')}`)
  return [...new Set(routes)].sort()
}

/** Every address that takes a form: pages with actions and endpoints with POST. */
export function formRoutes(): string[] {
  const folder = join(projectRoot, 'src', 'routes')
  const files = globSync('**/{+page.server.ts,+server.ts}', { cwd: folder })
  const writes = files.filter(file => /export const (actions|POST)\b/.test(readFileSync(join(folder, file), 'utf8')))
  return writes.map(file => `/${file.split('/').slice(0, -1).join('/')}`).sort()
}

/** An address with its parts filled in. */
export const filled = (route: string, code: string): string =>
  route
    .replace('/procedures/[code]', '/procedures/1.001193')
    .replace('/units/[code]', '/units/H99.31')
    .replace('[unit]', 'H99.31')
    .replace('[file]', 'none.csv')
    .replace('[procedure]', '1.001193')
    .replace('[x+2e]', '.')
    .replace('[draft]', '00000000-0000-4000-8000-000000000000')
    .replace('[step]', '1')
    .replace('[code]', code)
    .replace('[form]', 'receipt')
    .replace('[run]', '00000000-0000-4000-8000-000000000000')
    .replace('export/[kind]', 'export/units?format=csv')
    .replace('[paper]', '00000000-0000-4000-8000-000000000000')
    .replace('[list]', '00000000-0000-4000-8000-000000000000')
    .replace('[webhook]', '00000000-0000-4000-8000-000000000000')
    .replace('[agency]', 'H99.31')
    .replace('[month]', '2019-01')
    .replace('[survey]', 'none')
    .replace('[token]', 'x'.repeat(32))
    .replace('[key]', 'x'.repeat(32))
    .replace('[petition]', 'PAKN.20190101.0001')
    .replace('[id]', 'a'.repeat(64))
