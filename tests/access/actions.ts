import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/project.ts'

/** Where the build puts what a page's server file exports. */
const PAGES = join(projectRoot, '.svelte-kit', 'output', 'server', 'entries', 'pages')
const FILE = '_page.server.ts.js'

/**
 * Every form action of every page, `/desk?claim` or `/look` for one without a name, as the build has it: read from the
 * modules themselves, so that one made from a table is found too.
 */
export function formActions(): string[] {
  const files = globSync(`**/${FILE}`, { cwd: PAGES })
  const program = `
    const found = []
    for (const file of JSON.parse(process.argv[1])) {
      const page = await import(${JSON.stringify(`${PAGES}/`)} + file)
      for (const name of Object.keys(page.actions ?? {})) found.push([file, name])
    }
    process.stdout.write(JSON.stringify(found), () => process.exit(0))`
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(files)], {
    cwd: projectRoot,
    encoding: 'utf8'
  })
  if (ran.status !== 0) throw new Error(`The actions of the build cannot be read: ${ran.stderr}`)
  return (JSON.parse(ran.stdout) as [string, string][])
    .map(([file, name]) => {
      const route = `/${file.slice(0, -FILE.length).replace(/\/$/, '')}`.replace(/_(\w+)_(?=\/|$)/g, '[$1]')
      return name === 'default' ? route : `${route}?${name}`
    })
    .sort()
}

/**
 * Posts an empty form, on a connection of its own: a page that refuses before it has read the form may close it. 302
 * stands for a way on to anywhere but signing in.
 */
export function postEmpty(address: string, cookie: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const headers = {
    origin: new URL(address).origin,
    cookie,
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': 0
  }
  const sent = request(address, { method: 'POST', agent: false, headers }, answer => {
    answer.resume()
    const signIn = /^\/sign-in\b/.test(answer.headers.location ?? '')
    answer.on('end', () => resolve(answer.statusCode === 303 && !signIn ? 302 : (answer.statusCode ?? 0)))
  })
  sent.on('error', reject)
  sent.end()
  return promise
}
