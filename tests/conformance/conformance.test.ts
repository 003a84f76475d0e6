import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addToken } from '#server/identity/index.ts'
import { findEmbedded } from '#server/platform/embedded.ts'
import { openDatabase, projectRoot, silentLog, SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { clauses } from '../../conformance/clauses.ts'
import { openReceiver } from '../../conformance/receiver.ts'
import { runClauses } from '../../conformance/suite.ts'
import { openHouse } from '../browser/house.ts'

test('our own server meets every clause that we publish', async () => {
  const house = await openHouse({ OUTGOING_PRIVATE: '127.0.0.0/8' })
  const sql = openDatabase(findEmbedded(house.dataDir)!, { schema: 'h99', max: 1 })
  const ctx = { sql, actor: SYSTEM, now: () => new Date(), log: silentLog, language: 'vi' } as unknown as Ctx
  const scopes = ['dossier.*', 'feed.read', 'webhook.*']
  const added = await addToken(ctx, { client: 'bộ kiểm thử', unit: 'H99.31', scopes })
  await sql.end()
  const { receiver, close } = await openReceiver({ host: '127.0.0.1', port: 0, address: null })
  const lines: string[] = []
  const token = added.ok ? added.value.token : ''
  const trial = { url: house.origin, token, unit: 'H99.31', procedure: '1.001193', receiver }
  await runClauses(clauses, trial, line => lines.push(line))
  close()
  await house.stop()
  expect(lines.filter(line => !line.startsWith('pass'))).toEqual([])
  expect(lines).toHaveLength(clauses.length)
}, 180_000)

test('the page of conformance names the clauses of the suite, in their order', () => {
  const page = readFileSync(join(projectRoot, 'docs', 'conformance.md'), 'utf8')
  const named = [...page.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(match => match[1])
  expect(named).toEqual(clauses.map(clause => clause.id))
})
