import { DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import { dayOf } from '#server/platform/index.ts'
import { monthBefore, quarterOf } from '#server/transparency/index.ts'
import { startServer } from './programs.ts'
import { openPool } from './province.ts'
import { median } from './record.ts'

const ROUNDS = 15
type Times = Readonly<Record<string, number>>

/** The pages of leaders, signed in, and the public ones: one visitor at a time, each page in turn. */
export async function boardPages(
  url: string
): Promise<{ slowest: number; fastest: number; median: Times; ninetyFifth: Times }> {
  const sql = openPool(url)
  const [busiest] = await sql<{ unit: string; procedure: string }[]>`
    select unit as "unit", procedure_code as "procedure" from month_figure where unit like 'H99.%'
    order by received desc limit 1`
  await sql.end()
  const { unit, procedure } = busiest!
  const today = dayOf(new Date())
  const [year, month] = [today.slice(0, 4), monthBefore(today)]
  const list = `/desk/board/${unit}/dossiers?period=${year}&procedure=${procedure}`
  const paths = [
    ...[`/desk/board?period=${month}`, `/desk/board?period=${year}`, `/desk/board/${unit}?period=${year}`],
    ...[`${list}&which=settled`, `${list}&which=late`, `${list}&which=open`],
    ...[`/desk/service-index?period=${month}`, `/desk/late-lists`],
    // A quarter that runs and one that is over, of all agencies and of one.
    ...[`/desk/appraisal?period=${quarterOf(today)}`, `/desk/appraisal?period=${quarterOf(`${year}-05-01`)}`],
    `/desk/appraisal?period=${quarterOf(today)}&unit=${unit}`,
    ...['/open', '/open?by=procedure', `/open/units/${unit}`, `/open/procedures/${procedure}`, '/open/data', '/late']
  ]
  const server = await startServer(url)
  try {
    const cookie = await signIn(server.port)
    const times = new Map(paths.map(path => [path, [] as number[]]))
    for (let round = -2; round < ROUNDS; round++)
      for (const path of paths) {
        const from = performance.now()
        const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
          headers: { cookie },
          redirect: 'manual'
        })
        await response.text()
        if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
        if (round >= 0) times.get(path)!.push(performance.now() - from)
      }
    const middle = Object.fromEntries([...times].map(([path, all]) => [path, median(all)]))
    const late = Object.fromEntries(
      [...times].map(([path, all]) => [path, all.toSorted((a, b) => a - b)[Math.ceil(all.length * 0.95) - 1]!])
    )
    const all = Object.values(middle)
    return { slowest: Math.max(...all), fastest: Math.min(...all), median: middle, ninetyFifth: late }
  } finally {
    await server.stop()
  }
}

async function signIn(port: number): Promise<string> {
  const origin = `http://127.0.0.1:${port}`
  const response = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ login: 'kstt.truongphong', password: DEMONSTRATION_PASSWORD }),
    headers: { origin },
    redirect: 'manual'
  })
  const cookie = response.headers.getSetCookie().map(each => each.split(';')[0]!)
  if (!cookie.some(each => each.startsWith('session='))) throw new Error('nobody could sign in')
  return cookie.join('; ')
}
