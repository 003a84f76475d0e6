import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/index.ts'

/** The folder of real index data beside the project; tests that need it say so where it is absent. */
export const REAL_DATA = join(process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'), 'data', 'indices')
export const hasRealData = existsSync(join(REAL_DATA, 'papi_subdimensions_2011_2024.csv'))
