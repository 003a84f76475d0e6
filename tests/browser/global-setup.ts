import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { launchBrowser } from './chromium.ts'
import { openHouse } from './house.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where browser tests ask for the run's one server and one browser. */
    doorman: string
  }
}

/** What the doorman tells: where the installation serves and where the browser listens. */
export type Way = { readonly origin: string; readonly browser: string }

/**
 * A doorman in the main process: the first browser test that rings makes it start one server and one Chromium for the
 * whole run; a run without browser tests starts neither.
 */
export default async function setup(project: TestProject) {
  let opening: Promise<{ way: Way; close(): Promise<void> }> | undefined
  const doorman = createServer((_, response) => {
    opening ??= open()
    opening.then(
      ({ way }) => response.end(JSON.stringify(way)),
      (error: Error) => response.writeHead(500).end(error.message)
    )
  })
  await once(doorman.listen(0, '127.0.0.1'), 'listening')
  project.provide('doorman', `http://127.0.0.1:${(doorman.address() as AddressInfo).port}`)
  return async () => {
    doorman.close()
    await opening?.then(
      house => house.close(),
      () => {}
    )
  }
}

async function open() {
  const house = await openHouse()
  const browser = await launchBrowser().catch(async error => {
    await house.stop()
    throw error
  })
  const close = async () => {
    await browser.close()
    await house.stop()
  }
  return { way: { origin: house.origin, browser: browser.wsEndpoint() }, close }
}
