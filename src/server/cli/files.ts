import { resealFiles, rotateKey, scrubFiles } from '#server/documents/index.ts'
import { fileStoreScreen } from '#server/dossiers/index.ts'
import { openBlobKeys, openMove } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { granted } from './command.ts'
import type { Command } from './command.ts'

const rotate: Command = {
  name: 'blobs rotate',
  usage: '[--continue]',
  tells: 'make a new key for the stored files and put every file under it; --continue goes on with the last key',
  options: { continue: { type: 'boolean' } },
  async run({ installation, options, say, progress, tell, failed }) {
    const ctx = await installation.ctx()
    if (!options.continue) await rotateKey(ctx)
    const walk = await resealFiles(ctx, ({ shelf, files }) => progress(tell('blobs.shelf', { shelf, files })))
    progress('')
    say(tell('blobs.rotated', walk ?? { files: 0, rewrapped: 0, sealed: 0, damaged: 0 }))
    if (walk && walk.damaged > 0) failed()
  }
}

const scrub: Command = {
  name: 'blobs scrub',
  usage: '[--share]',
  tells: 'read every stored file (or the share of one night), prove it against its name; exits 1 on damage',
  options: { share: { type: 'boolean' } },
  async run({ installation, language, options, say, progress, tell, failed }) {
    const ctx = await installation.ctx()
    const whole = options.share !== true
    const so = await scrubFiles(ctx, { whole, tell: (so, files) => progress(tell('blobs.read', { ...so, files })) })
    progress('')
    say(tell('blobs.scrubbed', so))
    const { found } = granted(language, await fileStoreScreen(ctx))
    for (const { id, damage, dossiers } of found)
      say(tell('blobs.damaged', { id, damage: tell(`blobs.damage.${damage}`), dossiers: dossiers.join(', ') || '–' }))
    if (found.length > 0) failed()
  }
}

const move: Command = {
  name: 'blobs move',
  usage: '',
  tells: 'bring the files of DATA_DIR/blobs into the bucket that is set, while people work; again: goes on',
  async run({ installation, say, progress, tell, failed }) {
    const ctx = await installation.ctx()
    const moving = openMove(installation.config.dataDir, openBlobKeys(ctx.sql, ctx.sealing))
    if (!moving) throw new RefusedToStart(tell('blobs.no-bucket'))
    await ctx.blobs.ready()
    const so = { files: 0, bytes: 0, damaged: 0 }
    for (let shelf = 0; shelf < 256; shelf++) {
      progress(tell('blobs.shelf', { shelf, files: so.files }))
      const moved = await moving.shelf(shelf.toString(16).padStart(2, '0'))
      so.files += moved.files
      so.bytes += moved.bytes
      so.damaged += moved.damaged
    }
    progress('')
    const { files, bytes, damaged } = so
    say(tell('blobs.moved', { files, megabytes: Math.round(bytes / (1 << 20)), to: moving.to, damaged }))
    if (damaged > 0) failed()
  }
}

export const fileCommands: readonly Command[] = [rotate, scrub, move]
