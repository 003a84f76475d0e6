import { batchLanding } from '#lib/server/landings.ts'
import { continueUpload, dropUpload, tellUpload } from '#lib/server/tus.ts'
import type { RequestHandler } from './$types'

export const HEAD: RequestHandler = async event => tellUpload(event, batchLanding(event))
export const PATCH: RequestHandler = async event => continueUpload(event, batchLanding(event))
export const DELETE: RequestHandler = async event => dropUpload(event, batchLanding(event))
