/**
 * `npm run bundle`: one archive that installs and runs without Internet on this kind of machine. It holds the program,
 * its build and every runtime package with Node and PostgreSQL; packages only for development stay out.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { projectRoot } from '../src/server/platform/project.ts'

type Lock = { packages: Record<string, { dev?: boolean }> }
const readJson = (name: string) => JSON.parse(readFileSync(join(projectRoot, name), 'utf8')) as unknown

/** What a running office needs of the project's own files; tests and tools of development stay out. */
const LEFT_OUT = ['.git', '.ci', '.svelte-kit', '.tmp', 'bench', 'data', 'node_modules', 'tests']

/** Packages that the lockfile marks as needed for development alone. */
const developmentPackages = (lock: Lock): string[] =>
  Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.dev === true)
    .map(([path]) => path)

function bundle(target: string): void {
  const { version } = readJson('package.json') as { version: string }
  const name = `motcua-${version}-${process.platform}-${process.arch}`
  const archive = resolve(projectRoot, target, `${name}.tar.gz`)
  const own = readdirSync(projectRoot).filter(entry => !LEFT_OUT.includes(entry) && !entry.endsWith('.tar.gz'))
  const temporary = mkdtempSync(join(tmpdir(), 'motcua-bundle-'))
  try {
    const excluded = join(temporary, 'excluded')
    const packages = developmentPackages(readJson('package-lock.json') as Lock)
    writeFileSync(excluded, [...packages, '*.test.ts', 'node_modules/.cache', 'node_modules/.vite'].join('\n'))
    const rename = `--transform=flags=rh;s,^,${name}/,`
    // Anchored, and before the list: a nested copy of an excluded package may be needed at run time.
    const args = ['-czf', archive, '--anchored', '--exclude-from', excluded, rename, ...own, 'node_modules']
    const tar = spawnSync('tar', args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] })
    if (tar.status !== 0) throw new Error('tar could not write the archive')
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  const megabytes = (statSync(archive).size / 2 ** 20).toFixed(0)
  console.log(`${archive} (${megabytes} MB). Unpack it and run: ${name}/scripts/motcua.sh start`)
}

bundle(process.argv[2] ?? '.')
