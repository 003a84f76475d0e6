import { expect } from 'vitest'
import { firstVisit, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'
import { PAGES } from '../access/expected.ts'

const LIMIT = 60 * 1024
/** Desk pages with a dossier in their address, and who reads the others: the desk, else the administrator. */
const desk = Object.keys(PAGES).filter(path => path.startsWith('/desk') && !path.includes('['))
const shown = async (page: Page, path: string) =>
  (await page.request.get(path)).headers()['content-type']?.startsWith('text/html') ?? false

test('no desk page brings more than 60 KB of script, and the table says how much each one brings', async ({
  page,
  another
}) => {
  const administrator = await another()
  await signIn(page, 'motcua.mogiang')
  await signIn(administrator, 'quantri')
  await page.goto('/desk/dossiers?phase=processing')
  const dossier = await page.locator('main table a').first().getAttribute('href')
  const table: Record<string, number> = {}
  for (const path of [...desk, dossier!, `${dossier!}/correct`, `${dossier!}/void`]) {
    const reader = (await page.request.get(path)).ok() ? page : administrator
    if (path === '/desk/live' || !(await shown(reader, path))) continue
    table[path] = (await firstVisit(reader, path)).scripts
  }
  console.table(
    Object.fromEntries(Object.entries(table).map(([path, bytes]) => [path, `${(bytes / 1024).toFixed(1)} KB`]))
  )
  expect(Object.keys(table).length).toBeGreaterThan(12)
  expect(Object.entries(table).filter(([, bytes]) => bytes > LIMIT)).toEqual([])
})
