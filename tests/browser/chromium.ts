import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserServer } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium of this machine: `CHROMIUM` or `CHROMIUM_PATH` (a path or a program's name), else the usual names. */
export function findChromium(): string {
  const wanted = [process.env.CHROMIUM, process.env.CHROMIUM_PATH, ...NAMES].filter(name => !!name)
  for (const name of wanted as string[]) {
    const paths = name.includes('/')
      ? [name]
      : (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))
    const path = paths.find(each => existsSync(each))
    if (path) return path
  }
  throw new Error('The browser tests need Chromium: apt-get install chromium, or set CHROMIUM to a path.')
}

/** One browser for all test files, which connect to it. */
export const launchBrowser = (): Promise<BrowserServer> =>
  chromium.launchServer({
    executablePath: findChromium(),
    host: '127.0.0.1',
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
      // Where a page is allowed a camera, it sees a drawn one.
      '--use-fake-device-for-media-stream',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
    ]
  })
