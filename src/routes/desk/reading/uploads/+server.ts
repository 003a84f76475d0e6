import { scanLanding } from '#lib/server/landings.ts'
import { createUpload, describeLanding } from '#lib/server/tus.ts'
import { SCAN_BYTES } from '#server/desk/index.ts'
import type { RequestHandler } from './$types'

export const OPTIONS: RequestHandler = () => describeLanding(SCAN_BYTES)
export const POST: RequestHandler = async event => createUpload(event, scanLanding(event))
