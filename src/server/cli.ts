import { parseArgs } from 'node:util'
import { commands } from './cli/commands.ts'
import type { Command } from './cli/command.ts'
import { noInstallation, openInstallation } from './cli/installation.ts'
import { operatorLanguage, tellIn } from './cli/words.ts'
import { readConfig } from './platform/config.ts'
import { folderProblem } from './platform/embedded.folder.ts'
import { databaseProblem } from './platform/outside-database.ts'
import { RefusedToStart, errorCode } from './platform/refused-to-start.ts'

/** `npm run motcua -- <command>`: finds the installation by DATABASE_URL or DATA_DIR and does one thing to it. */
async function main(words: string[]): Promise<void> {
  const command = commandIn(words)
  if (!command) {
    process.stdout.write(help())
    if (words.length > 0 && !['help', '--help', '-h'].includes(words[0]!)) process.exitCode = 1
    return
  }
  const { values, positionals } = read(command, words.slice(command.name.split(' ').length))
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
  const installation = command.alone ? noInstallation(config) : await openInstallation(config)
  try {
    const options = values as Record<string, string | boolean | undefined>
    const language = operatorLanguage(options.language, process.env)
    await command.run({
      installation,
      args: positionals,
      options,
      language,
      tell: tellIn(language),
      command,
      say: line => void process.stdout.write(`${line}\n`),
      progress,
      failed: () => void (process.exitCode = 1)
    })
  } catch (error) {
    const code = errorCode(error)
    const path = String((error as { path?: unknown }).path ?? '')
    if (/^(ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST)$/.test(code) && path !== '' && !path.startsWith(config.dataDir))
      throw new RefusedToStart(tellIn(operatorLanguage(values.language, process.env))('file.trouble', { path, code }))
    if (['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes(code)) throw folderProblem(error, config.dataDir)
    throw code && config.databaseUrl ? databaseProblem(error, config.databaseUrl) : error
  } finally {
    await installation.close()
  }
}

/** The longest name wins, so that `import units` is not taken for `import`. */
const commandIn = (words: string[]): Command | undefined =>
  commands
    .filter(command => words.slice(0, command.name.split(' ').length).join(' ') === command.name)
    .sort((a, b) => b.name.length - a.name.length)[0]

function read(command: Command, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...command.options, language: { type: 'string' } },
      allowPositionals: true,
      strict: true
    })
  } catch (error) {
    throw new RefusedToStart(`${(error as Error).message} Usage: motcua ${command.name} ${command.usage}`)
  }
}

/** One line on stderr that is written over on a terminal; elsewhere one at most every five seconds. */
let saidAt = 0
function progress(words: string): void {
  if (process.stderr.isTTY) return void process.stderr.write(words === '' ? '\n' : `\r\x1b[K${words}`)
  if (words === '' || performance.now() - saidAt < 5000) return
  saidAt = performance.now()
  process.stderr.write(`${words}\n`)
}

function help(): string {
  const lines = commands.map(({ name, usage, tells }) => `  ${name} ${usage}\n      ${tells}`)
  return `npm run motcua -- <command> [--language vi|en]\n\n${lines.join('\n')}\n`
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof RefusedToStart ? error.message : ((error as Error)?.stack ?? String(error))}\n`
  )
  process.exitCode = 1
})
