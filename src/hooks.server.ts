import type { Handle, ServerInit } from '@sveltejs/kit'
import * as app from '#server/app.ts'
import { languageOf, resume } from '#server/identity/web.ts'
import { VISITOR } from '#server/platform/index.ts'

/** Hands the one module graph of the build to the small server that started it. */
export const init: ServerInit = () => {
  Object.assign(globalThis, { [Symbol.for('motcua.app')]: app })
}
