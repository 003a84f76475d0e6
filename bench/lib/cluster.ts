import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#server/platform/embedded.ts'

/** A PostgreSQL with the settings of `npm start` (fsync on), in a temporary folder, for one benchmark. */
export type Cluster = {
  /** The address of a database of this name: empty, or an exact copy of another. */
  database(name: string, like?: string): Promise<string>
  stop(): Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const server = await startEmbedded(dataDir)
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  return {
    async database(name, like = 'template0') {
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.unsafe(`create database ${name} template ${like}`)
      const url = new URL(server.url)
      url.pathname = `/${name}`
      return url.href
    },
    async stop() {
      await admin.end()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}
