import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate, openCopy, prepareJobs } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { fileCommands } from './files.ts'
import { figures } from './figures.ts'
import { exchangeCommands } from './exchange.ts'
import { checkDocument } from './document.ts'
import { imports } from './imports.ts'
import { indexImports } from './indices.ts'
import type { Installation } from './installation.ts'
import { lateLists } from './late-list.ts'
import { mailboxes } from './mailboxes.ts'
import { people } from './people.ts'
import { readPaper } from './read.ts'
import { records } from './records.ts'
import { restore } from './restore.ts'
import { setup } from './setup.ts'
import { signatureCommands } from './signatures.ts'
import { signOn } from './sign-on.ts'
import { transfers } from './transfers.ts'
import { upgrade } from './upgrade.ts'

/** Every command of `npm run motcua -- <command>`; a slice's command is one entry that calls one action. */
export const commands: readonly Command[] = [
  setup,
  ...records,
  ...imports,
  ...indexImports,
  lateLists,
  ...people,
  checkDocument,
  readPaper,
  ...signOn,
  ...signatureCommands,
  ...transfers,
  ...figures,
  ...exchangeCommands,
  ...fileCommands,
  mailboxes,
  {
    name: 'migrate',
    usage: '',
    tells: 'bring the schema of the province to this version (made when absent)',
    async run({ installation: { databaseUrl, config }, say }) {
      const applied = await migrate(databaseUrl, config.schema)
      await prepareJobs(databaseUrl)
      say(applied.length === 0 ? `Schema ${config.schema} is up to date.` : `Applied: ${applied.join(', ')}.`)
    }
  },
  {
    name: 'backup',
    usage: '[FOLDER] [--without-files]',
    tells: 'write all data and files to a new folder while the system is in use',
    options: { 'without-files': { type: 'boolean' } },
    async run({ installation, args: [folder], options, say }) {
      const withoutFiles = options['without-files'] === true
      const asked = { ...backupAsked(installation, folder), withoutFiles }
      const { tables, files } = await backup(asked)
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      say(`Saved ${rows} rows of ${tables.length} tables and ${files} files in ${asked.folder}.`)
      say(`The files are encrypted. ${keyPlace(installation)} opens them and is not in the backup: keep a copy apart.`)
    }
  },
  {
    name: 'restore',
    usage: 'FOLDER',
    tells: 'read a backup into an empty installation and prove its counts',
    async run({ installation: { databaseUrl: url, config }, args: [folder], say }) {
      if (!folder) throw new RefusedToStart('restore needs the folder of a backup.')
      const blobs = join(config.dataDir, 'blobs')
      const { tables, files } = await restore({ url, schema: config.schema, folder: resolve(folder), blobs })
      await migrate(url, config.schema)
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      say(`Restored ${rows} rows of ${tables.length} tables and ${files} files; every count agrees with the backup.`)
      if (files > 0 && openCopy()) say(`The files lie in ${blobs}; "blobs move" brings them into the bucket.`)
      if (files > 0 && !config.secretsKey && !existsSync(join(config.dataDir, 'secrets.key')))
        say(
          `The files are encrypted: put the secrets.key of that installation into ${config.dataDir} before the start.`
        )
    }
  },
  {
    name: 'upgrade',
    usage: '[FOLDER]',
    tells: 'back up (to FOLDER), rehearse the new version on a copy, then bring the province to it',
    async run({ installation, args: [folder], say }) {
      const applied = await upgrade({ ...backupAsked(installation, folder), say })
      if (applied.length > 0) say(`Upgraded: ${applied.join(', ')}. Restart the service to serve the new version.`)
    }
  }
]

const keyPlace = ({ config }: Installation): string =>
  config.secretsKey ? 'The setting SECRETS_KEY' : join(config.dataDir, 'secrets.key')

function backupAsked({ databaseUrl, config }: Installation, folder: string | undefined) {
  const now = new Date()
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  return {
    url: databaseUrl,
    schema: config.schema,
    folder: folder ? resolve(folder) : join(config.dataDir, 'backups', `${config.schema}-${stamp}`),
    blobs: join(config.dataDir, 'blobs'),
    bucket: openCopy(),
    now
  }
}
