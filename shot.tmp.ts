import { chromium } from 'playwright-core'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-background-networking'] })
const [login, name, ...paths] = process.argv.slice(2)
const context = await browser.newContext({ viewport: { width: Number(process.env.W ?? 1440), height: 900 }, javaScriptEnabled: process.env.NOJS !== '1' })
const page = await context.newPage()
await page.goto('http://127.0.0.1:3417/sign-in')
await page.fill('[name=login]', login!); await page.fill('[name=password]', 'song-mo-trinh-dien')
await page.click('button[type=submit], main button'); await page.waitForLoadState()
let n = 0
for (const path of paths) {
  const response = await page.goto('http://127.0.0.1:3417' + path)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  console.log(path, response?.status(), 'scrollWidth', width)
  await page.screenshot({ path: `/tmp/rw/${name}-${n++}.png`, fullPage: process.env.FULL === '1' })
}
await browser.close()
