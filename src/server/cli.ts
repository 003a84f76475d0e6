import { parseArgs } from 'node:util'
import { commands } from './cli/commands.ts'
import type { Command } from './cli/commands.ts'
import { openInstallation } from './cli/installation.ts'
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
  const installation = await openInstallation(config)
  try {
    const options = values as Record<string, string | boolean | undefined>
    await command.run({ installation, args: positionals, options, say: line => void process.stdout.write(`${line}\n`) })
  } catch (error) {
    const code = errorCode(error)
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
    return parseArgs({ args, options: command.options ?? {}, allowPositionals: true, strict: true })
  } catch (error) {
    throw new RefusedToStart(`${(error as Error).message} Usage: motcua ${command.name} ${command.usage}`)
  }
}

function help(): string {
  const lines = commands.map(({ name, usage, tells }) => `  ${`${name} ${usage}`.padEnd(34)} ${tells}`)
  return `npm run motcua -- <command>\n\n${lines.join('\n')}\n`
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof RefusedToStart ? error.message : ((error as Error)?.stack ?? String(error))}\n`
  )
  process.exitCode = 1
})
