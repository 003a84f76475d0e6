import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startTemporary } from '#server/platform/embedded.ts'
import { migrate } from '#server/platform/migrate.ts'
import { projectRoot } from '#server/platform/project.ts'
import { TEMPLATE, TEST_SCHEMA } from '#server/platform/testing.names.ts'

/** One temporary server for the run, with one migrated database that every test file copies. */
export default async function setup(project: TestProject) {
  // The commands and servers that tests start as processes share what Node has compiled.
  process.env.NODE_COMPILE_CACHE ??= join(projectRoot, '.tmp', 'compile-cache')
  const server = await startTemporary()
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`create database ${TEMPLATE}`)
  await sql.end()
  const template = new URL(server.url)
  template.pathname = `/${TEMPLATE}`
  await migrate(template.href, TEST_SCHEMA)
  project.provide('serverUrl', server.url)
  return server.stop
}
