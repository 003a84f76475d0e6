import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startTemporary } from '#server/platform/embedded.ts'
import { migrate } from '#server/platform/migrate.ts'
import { projectRoot } from '#server/platform/project.ts'
import { TEMPLATE, TEST_SCHEMA } from '#server/platform/testing.names.ts'

/** Temporary servers for the run, each with one migrated database that the test files on it copy. */
export default async function setup(project: TestProject) {
  // The commands and servers that tests start as processes share what Node has compiled.
  process.env.NODE_COMPILE_CACHE ??= join(projectRoot, '.tmp', 'compile-cache')
  const servers = await Promise.all(Array.from({ length: project.config.maxWorkers }, openServer))
  project.provide(
    'servers',
    servers.map(({ url }) => url)
  )
  return () => Promise.all(servers.map(({ stop }) => stop()))
}

async function openServer() {
  const server = await startTemporary()
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  // Readers of the feed stop at the oldest open transaction. Autovacuum analyzes tables in transactions of its own, at
  // moments of its own, and what a test just did would be unread for as long.
  await sql.unsafe('alter system set autovacuum = off')
  await sql.unsafe('select pg_reload_conf()')
  await sql.unsafe(`create database ${TEMPLATE}`)
  await sql.end()
  const template = new URL(server.url)
  template.pathname = `/${TEMPLATE}`
  await migrate(template.href, TEST_SCHEMA)
  return server
}
