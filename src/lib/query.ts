/** The query of an address with some names set or taken away (`null`); the names of form actions are left out. */
export function queryWith(search: string, changes: Readonly<Record<string, string | null>>): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) => !name.startsWith('/') && !(name in changes))
  const set = Object.entries(changes).filter((change): change is [string, string] => change[1] !== null)
  return new URLSearchParams([...kept, ...set]).toString()
}
