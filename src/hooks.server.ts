import type { ServerInit } from '@sveltejs/kit'
import * as app from '#server/app.ts'
import { preferences } from '#lib/server/preferences.ts'

/** Hands the one module graph of the build to the small server that started it. */
export const init: ServerInit = () => {
  Object.assign(globalThis, { [Symbol.for('motcua.app')]: app })
}

export const handle = preferences
