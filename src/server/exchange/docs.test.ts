import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { FAULTS } from '../../../sandbox/faults.ts'
import { CONNECTORS } from './testing.faults.ts'
import { columns, faultTable, REFUSALS } from './testing.table.ts'

test('the documentation shows the table of faults that the tests run', async () => {
  const path = join(projectRoot, 'docs', 'exchange.md')
  const shown = readFileSync(path, 'utf8').replace(
    /(<!-- faults -->\n)[\s\S]*?(\n<!-- \/faults -->)/,
    (_, begins: string, ends: string) => `${begins}\n${faultTable()}\n${ends}`
  )
  expect(shown).toContain(faultTable())
  // `vitest -u` writes the table anew.
  await expect(shown).toMatchFileSnapshot(path)
})

test('every connector has a column, and every fault of the sandboxes a cell in it', () => {
  const names = columns().map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(CONNECTORS.map(({ name }) => name)))
  const answers = REFUSALS.map(({ fault }) => fault as string)
  const common = FAULTS.filter(fault => !answers.includes(fault))
  for (const { name, faults } of columns())
    expect(
      faults.map(([fault]) => fault),
      name
    ).toEqual(expect.arrayContaining(common))
})

test('the suite named in a cell runs through the faults of its column', () => {
  for (const { name, test: path } of columns()) {
    const suite = readFileSync(join(projectRoot, 'src', 'server', path), 'utf8')
    // The common suite goes through every connector and every fault.
    const runs =
      path === 'exchange/contracts.test.ts' ? /each\(NETWORK_FAULTS\)/ : new RegExp(`faultsOf\\('${name}'\\)`)
    expect(suite, `${path} for ${name}`).toMatch(runs)
  }
})
