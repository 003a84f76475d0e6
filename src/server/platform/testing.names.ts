/** The database every test file gets a copy of; migrated once a run. */
export const TEMPLATE = 'template_motcua'

/** The schema of the province of tests. */
export const TEST_SCHEMA = 'h99'
