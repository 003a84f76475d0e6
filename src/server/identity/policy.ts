import type { Actor, Permission } from '#server/platform/index.ts'
import { ROLES } from './model.ts'
import type { Role } from './model.ts'

/** A slice's table: which roles have each of its permissions. `'signed-in'` is everybody with an account, `'anyone'` visitors too. */
export type PermissionTable = Readonly<Record<Permission, readonly (Role | 'signed-in' | 'anyone')[]>>

/** All tables in one: asked by role, and listed for the test of every route against every role. */
export type Policy = {
  readonly permissions: readonly Permission[]
  may(roles: readonly string[], permission: Permission): boolean
  /** Everything one role may do. */
  of(role: Role): Permission[]
}

/** Merges the tables of the slices. A permission belongs to one slice: twice is a mistake of ours, so it throws. */
export function createPolicy(tables: readonly PermissionTable[]): Policy {
  const table = new Map<string, ReadonlySet<string>>()
  for (const [permission, roles] of tables.flatMap(one => Object.entries(one))) {
    if (table.has(permission)) throw new Error(`permission declared twice: ${permission}`)
    const unknown = roles.filter(role => role !== 'signed-in' && role !== 'anyone' && !ROLES.includes(role))
    if (unknown.length > 0) throw new Error(`permission ${permission} names unknown roles: ${unknown.join(', ')}`)
    table.set(permission, new Set(roles))
  }
  const may = (roles: readonly string[], permission: Permission): boolean => {
    const allowed = table.get(permission)
    if (!allowed) return false
    return (
      allowed.has('anyone') || (roles.length > 0 && allowed.has('signed-in')) || roles.some(role => allowed.has(role))
    )
  }
  const permissions = [...table.keys()].sort() as Permission[]
  return { permissions, may, of: role => permissions.filter(permission => may([role], permission)) }
}

/** The actor an account is while it uses the posts of one unit. Citizens and organisations have the role `citizen`. */
export function actorOf(
  account: { id: string; kind: 'officer' | 'citizen' | 'organisation'; name: string },
  post: { unit: string | null; roles: readonly string[] },
  policy: Policy
): Actor {
  const roles = account.kind === 'officer' ? post.roles : ['citizen']
  return {
    kind: account.kind === 'officer' ? 'officer' : 'citizen',
    id: account.id,
    name: account.name,
    unit: account.kind === 'officer' ? post.unit : null,
    roles,
    may: permission => policy.may(roles, permission)
  }
}

/** Somebody who has not signed in. */
export const visitorOf = (policy: Policy): Actor => ({
  kind: 'visitor',
  id: null,
  name: '',
  unit: null,
  roles: [],
  may: permission => policy.may([], permission)
})

/** A machine with a token: exactly the permissions its scopes name, `dossier.*` for all of a slice. */
export function clientActor(client: {
  id: string
  name: string
  unit: string | null
  scopes: readonly string[]
}): Actor {
  const exact = new Set(client.scopes)
  const slices = client.scopes.filter(scope => scope.endsWith('.*')).map(scope => scope.slice(0, -1))
  return {
    kind: 'client',
    id: client.id,
    name: client.name,
    unit: client.unit,
    roles: [],
    may: permission => exact.has(permission) || slices.some(slice => permission.startsWith(slice))
  }
}

export const isScope = (text: string): boolean => /^[a-z][a-z-]*\.(\*|[a-z][a-z-]*)$/.test(text)
