/**
 * Makes a checkout ready for a command: `node scripts/ready.mjs [install] [build] [browser]`.
 * Plain JavaScript on built-ins, because it runs before anything is installed, on whatever Node (20 or newer) is there.
 * Each step is skipped when a stamp says that its inputs have not changed. It speaks on stderr only.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)
const NODE = at('node_modules', '.bin', 'node')
const say = words => process.stderr.write(`motcua: ${words}\n`)

class Stop extends Error {}

const steps = { install, build, browser }
/** Each step needs those before it. */
const order = { install: ['install'], build: ['install', 'build'], browser: ['browser'] }

function main(asked) {
  const unknown = asked.find(name => !steps[name])
  if (unknown) throw new Stop(`there is no step "${unknown}"; there are: ${Object.keys(steps).join(', ')}.`)
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20)
    throw new Stop(`Node ${process.versions.node} is too old to install from; Node 20 or newer is needed.`)
  for (const name of new Set(asked.flatMap(step => order[step]))) steps[name]()
}

function install() {
  const lock = at('package-lock.json')
  const stamp = at('node_modules', '.motcua-installed')
  const wanted = `${hashOf(['package-lock.json', 'package.json'])} ${process.platform}-${process.arch}`
  if (read(stamp) === wanted && existsSync(NODE)) return
  say('installing what package-lock.json names (a few minutes the first time) ...')
  const before = readFileSync(lock)
  const npm = run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  if (npm.error) throw new Stop(`npm cannot be run (${npm.error.message}).`)
  if (npm.status !== 0) throw new Stop('npm install failed, see its words above; is there a way to the npm registry?')
  if (!readFileSync(lock).equals(before)) {
    writeFileSync(lock, before)
    throw new Stop('package-lock.json does not match package.json; run "npm install" and commit the lockfile.')
  }
  const node = spawnSync(NODE, ['--version'], { encoding: 'utf8' })
  if (node.status !== 0)
    throw new Stop(`npm brought no Node for ${process.platform}-${process.arch} (node_modules/.bin/node).`)
  // tsconfig.json extends what Kit writes into node_modules, and npm has just tidied that away.
  const synced = spawnSync(NODE, [at('node_modules', '@sveltejs', 'kit', 'svelte-kit.js'), 'sync'], { cwd: root })
  if (synced.status !== 0) throw new Stop(`Kit could not prepare its types: ${synced.stderr}`)
  writeStamp(stamp, wanted)
  say(`installed, with Node ${node.stdout.trim()}`)
}

/** The web build holds all of `src` once; what it is made from decides whether it is current. */
function build() {
  const stamp = at('build', '.motcua-built')
  const plugins = readdirSync(at('scripts')).filter(name => name.startsWith('vite-'))
  const settings = ['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
  const wanted = hashOf(['src', 'static', ...settings, ...plugins.map(name => `scripts/${name}`)])
  if (read(stamp) === wanted) return
  say('building (about half a minute) ...')
  rmSync(stamp, { force: true })
  const { status, stdout, stderr, error } = spawnSync(NODE, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28
  })
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
    throw new Stop(`the build failed, see above${error ? ` (${error.message})` : ''}.`)
  }
  writeStamp(stamp, wanted)
  say('built')
}

/** What browser and PDF tests need from the system: installed where Debian and root allow, else named. */
function browser() {
  scanner()
  const browsers = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean)
  const missing = [
    ...(browsers.some(found) ? [] : ['chromium']),
    ...(found('pdftotext') ? [] : ['poppler-utils']),
    ...(found('qpdf') ? [] : ['qpdf'])
  ]
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && found('apt-get')) {
    say(`installing ${missing.join(', ')} with apt-get ...`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], { env })
    const apt = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env })
    if (apt.status === 0) return
  }
  throw new Stop(
    `the tests need ${missing.join(', ')}; install with: apt-get install ${missing.join(' ')} (or set CHROMIUM to a browser's path).`
  )
}

/**
 * Debian's virus scanner for its tests: the program and its library, but not the service, which would start by itself
 * and download. Tried once; the tests say so where it is absent.
 */
function scanner() {
  const folder = at('node_modules', '.cache', 'clamd')
  if (existsSync(folder) || found('clamd') || process.getuid?.() !== 0 || !found('apt-get')) return
  say('bringing clamd for the tests of the virus scanner ...')
  mkdirSync(folder, { recursive: true })
  const patience = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=0']
  if (run('apt-get', ['download', '-qq', ...patience, 'clamav-daemon'], { cwd: folder }).status !== 0) return
  const archive = readdirSync(folder).find(name => name.endsWith('.deb'))
  if (!archive || run('dpkg-deb', ['-x', archive, folder], { cwd: folder }).status !== 0) return
  const needs = spawnSync('dpkg-deb', ['-f', archive, 'Depends'], { cwd: folder, encoding: 'utf8' }).stdout
  const library = /libclamav\d+\w*/.exec(needs)?.[0]
  if (!library) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['install', '-y', '-qq', ...patience, '--no-install-recommends', library], { env })
}

const found = program =>
  program.includes('/')
    ? existsSync(program)
    : (process.env.PATH ?? '').split(':').some(folder => folder && existsSync(join(folder, program)))

/** Runs a program whose words go to stderr, so that stdout stays the command's own. */
function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

function writeStamp(path, words) {
  try {
    writeFileSync(path, `${words}\n`)
  } catch (error) {
    throw new Stop(
      error.code === 'ENOSPC' ? `the disk that holds ${root} is full.` : `${path} cannot be written (${error.message}).`
    )
  }
}

/** One hash over files and folders by name and content; tests and notes do not count. */
function hashOf(names) {
  const hash = createHash('sha256')
  const add = name => {
    const path = at(name)
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) add(`${name}/${entry}`)
    } else if (!/\.(test\.ts|md)$/.test(name)) {
      hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
    }
  }
  names.forEach(add)
  return hash.digest('hex')
}

try {
  main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Stop ? error.message : `cannot get ready: ${error.message}`)
  process.exitCode = 1
}
