import { filingLanding } from '#lib/server/landings.ts'
import { continueUpload, dropUpload, tellUpload } from '#lib/server/tus.ts'
import type { RequestHandler } from './$types'

export const HEAD: RequestHandler = async event => tellUpload(event, await filingLanding(event))
export const PATCH: RequestHandler = async event => continueUpload(event, await filingLanding(event))
export const DELETE: RequestHandler = async event => dropUpload(event, await filingLanding(event))
