import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { faultTable } from './testing.table.ts'

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
