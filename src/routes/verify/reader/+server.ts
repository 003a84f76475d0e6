import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { error } from '@sveltejs/kit'
import { projectRoot } from '#server/platform/project.ts'
import type { RequestHandler } from './$types'

/** WebAssembly needs leave to run; the thread that reads pictures has it, and nothing else: the page has not. */
const THREAD = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

const library = (...path: string[]): string => {
  const { resolve } = createRequire(join(projectRoot, 'package.json'))
  return join(dirname(resolve('zxing-wasm/reader/zxing_reader.wasm')), '..', ...path)
}
const own = (name: string): string => join(projectRoot, 'src', 'routes', 'verify', 'reader', name)
const FILES = {
  // Keeps the page for times without a network.
  'keeper.js': { path: () => own('keeper.js'), type: 'text/javascript' },
  'worker.js': { path: () => own('worker.js'), type: 'text/javascript' },
  'zxing.js': { path: () => library('iife', 'reader', 'index.js'), type: 'text/javascript' },
  'zxing.wasm': { path: () => library('reader', 'zxing_reader.wasm'), type: 'application/wasm' }
} as const

/** The reader of QR pictures, for browsers that have none of their own. Fetched only when the page is used or kept. */
export const GET: RequestHandler = async ({ url }) => {
  const file = FILES[(url.searchParams.get('file') ?? '') as keyof typeof FILES]
  if (!file) error(404)
  const type = file.type === 'text/javascript' ? `${file.type}; charset=utf-8` : file.type
  return new Response(new Uint8Array(await readFile(file.path())), {
    headers: {
      'content-type': type,
      'content-security-policy': THREAD,
      'service-worker-allowed': '/verify',
      'cache-control': 'public, max-age=86400'
    }
  })
}
