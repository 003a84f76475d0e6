import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import { projectRoot } from '#server/platform/project.ts'
import { findChromium } from '../tests/browser/chromium.ts'
import { openHouse } from '../tests/browser/house.ts'

/** Pictures of the main pages for `docs/screenshots/`, at a desk's and a phone's width, from a fresh demonstration. */
type Shot = { readonly name: string; readonly path: string | ((page: Page) => Promise<string>); readonly as?: string }

/** The first dossier in the list of a desk. */
const firstDossier = async (page: Page): Promise<string> => {
  await page.goto('/desk/dossiers?phase=processing')
  return (await page.locator('main table a').first().getAttribute('href')) ?? '/desk/dossiers'
}

const SHOTS: readonly Shot[] = [
  { name: '01-home', path: '/' },
  { name: '02-procedures', path: '/procedures?q=khai sinh' },
  { name: '03-procedure', path: '/procedures/1.001193' },
  { name: '04-apply', path: '/apply/1.001193', as: 'congdan.an' },
  { name: '05-track', path: '/track' },
  { name: '06-receive', path: '/desk/receive', as: 'motcua.mogiang' },
  { name: '07-queue', path: '/desk?tab=unit', as: 'chutich.mogiang' },
  { name: '08-dossier', path: firstDossier, as: 'motcua.mogiang' },
  { name: '09-register', path: '/desk/register', as: 'motcua.mogiang' },
  { name: '10-calendar', path: '/desk/calendar', as: 'quantri' },
  { name: '11-developers', path: '/developers' }
]
const WIDTHS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

const folder = join(projectRoot, 'docs', 'screenshots')
await mkdir(folder, { recursive: true })
const house = await openHouse()
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
})
try {
  while ((await (await fetch(`${house.origin}/healthz`)).text()).includes('loading')) await pause(500)
  for (const [width, viewport] of Object.entries(WIDTHS)) for (const shot of SHOTS) await take(shot, width, viewport)
} finally {
  await browser.close()
  await house.stop()
}

async function take({ name, path, as }: Shot, width: string, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, baseURL: house.origin, locale: 'vi-VN' })
  const page = await context.newPage()
  if (as) {
    await page.goto('/sign-in')
    await page.fill('[name=login]', as)
    await page.fill('[name=password]', DEMONSTRATION_PASSWORD)
    await page.click('main button[type=submit]')
    await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
  }
  await page.goto(typeof path === 'string' ? path : await path(page))
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}-${width}.png`) })
  process.stderr.write(`${name} ${width}\n`)
  await context.close()
}
