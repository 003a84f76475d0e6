import { permissions as dossiers } from './dossiers/index.ts'
import { permissions as calendar } from './calendar/index.ts'
import { exchangePermissions as exchange } from './exchange/index.ts'
import { createPolicy, permissions as identity } from './identity/index.ts'
import { permissions as foreign } from './foreign/index.ts'
import { permissions as systems } from './systems/index.ts'
import { permissions as partners } from './partners/index.ts'
import { nationalPermissions as national } from './national/index.ts'
import { permissions as organisation } from './organisation/index.ts'
import { workflowPermissions as workflow } from './workflow/index.ts'
import { permissions as feedback } from './feedback/index.ts'
import { permissions as figures } from './transparency/index.ts'
import { permissions as rulesets } from './rulesets/index.ts'
import { permissions as catalogue } from './catalogue/index.ts'
import { permissions as indices } from './indices/index.ts'
import { lateListPermissions as lateLists } from './transparency/index.ts'
import { portalPermissions as portal } from './portal/index.ts'
import { oncePermissions as once, permissions as papers } from './papers/index.ts'
import { scanPermissions as scans } from './scans/index.ts'
import { permissions as reform } from './reform/index.ts'

/** Who may do what, merged from the tables of the slices. */
export const policy = createPolicy([
  rulesets,
  organisation,
  identity,
  calendar,
  catalogue,
  exchange,
  national,
  workflow,
  dossiers,
  partners,
  systems,
  foreign,
  feedback,
  figures,
  indices,
  lateLists,
  portal,
  papers,
  once,
  scans,
  reform
])
