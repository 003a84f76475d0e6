import { expect } from 'vitest'
import { firstVisit, focused, openSheet, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'
import { PAGES } from '../access/expected.ts'

const LIMIT = 60 * 1024
/** Desk pages without a name in their address; the stream of news never ends and is no page. */
const desk = Object.keys(PAGES).filter(path => path.startsWith('/desk') && !path.includes('[') && path !== '/desk/live')

/** A dossier of the desk's own: a scanned card, a procedure, F9. */
async function received(page: Page): Promise<string> {
  await openSheet(page)
  await page.keyboard.insertText('099088000301||Nguyễn Văn Nặng|12041988|Nam|Tổ 3, phường Mơ Giang|10052021')
  await page.keyboard.press('Enter')
  await focused(page, 'f-search')
  await page.keyboard.type('tinh trang hon nhan')
  await page.keyboard.press('Enter')
  await focused(page, 'receive')
  await page.keyboard.press('F9')
  return `/desk/dossiers/${(await page.locator('.done-code').innerText()).trim()}`
}

test('no desk page brings more than 60 KB of script, and the table says how much each one brings', async ({
  page,
  another
}) => {
  const administrator = await another()
  await signIn(page, 'motcua.mogiang')
  await signIn(administrator, 'quantri')
  const dossier = await received(page)
  const table: Record<string, number> = {}
  for (const path of [...desk, dossier, `${dossier}/correct`, `${dossier}/void`]) {
    for (const reader of [page, administrator]) {
      const answer = await reader.request.get(path)
      if (!answer.ok() || !answer.headers()['content-type']?.startsWith('text/html')) continue
      table[path] = (await firstVisit(reader, path, null)).scripts
      break
    }
  }
  console.table(
    Object.fromEntries(Object.entries(table).map(([path, bytes]) => [path, `${(bytes / 1024).toFixed(1)} KB`]))
  )
  expect(Object.keys(table).length).toBeGreaterThan(12)
  expect(Object.entries(table).filter(([, bytes]) => bytes > LIMIT)).toEqual([])
}, 300_000)
