import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { render } from 'svelte/server'
import { build, type Rolldown } from 'vite'
import Sheet from '#lib/components/examples/Sheet.svelte'
import { translator } from '#lib/text.ts'

/** Our own policy, so that a page that would be refused by it fails here too. */
const CSP =
  "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"
const root = join(import.meta.dirname, '../..')
const SITE = 'http://look.test'
type Asset = { name: string; body: Buffer }

/** The stylesheet and its fonts as the build makes them. */
export async function builtStyles(): Promise<Asset[]> {
  const result = (await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: { write: false, rollupOptions: { input: join(root, 'src/lib/styles/index.css') }, assetsInlineLimit: 0 }
  })) as Rolldown.RolldownOutput
  return result.output
    .filter(file => file.type === 'asset')
    .map(({ fileName, source }) => ({ name: fileName, body: Buffer.from(source) }))
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  })

type SheetOptions = {
  language: 'vi' | 'en'
  scheme: 'light' | 'dark'
  styles: Asset[]
  session?: { endsAt: string; now: string }
}

/** Serves the sheet of every example to a browser context at `/look`, with the session's endpoints left to the test. */
export async function serveSheet(
  context: BrowserContext,
  { language, scheme, styles, session }: SheetOptions
): Promise<string> {
  const { head, body } = render(Sheet, { props: { t: translator(language), session } })
  const css = styles.find(file => file.name.endsWith('.css'))?.name
  const html = `<!doctype html><html lang="${language}" data-color-scheme="${scheme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/${css}">${head}</head><body>${body}</body></html>`
  await context.route(`${SITE}/**`, route => {
    const path = new URL(route.request().url()).pathname
    const style = styles.find(file => `/${file.name}` === path)
    if (style)
      return route.fulfill({ body: style.body, contentType: path.endsWith('.css') ? 'text/css' : 'font/woff2' })
    if (path === '/session.js' || path === '/files.js')
      return route.fulfill({ body: readFileSync(join(root, 'static', path)), contentType: 'text/javascript' })
    return route.fulfill({
      body: html,
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': CSP }
    })
  })
  return `${SITE}/look`
}
