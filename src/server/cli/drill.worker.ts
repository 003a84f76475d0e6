/** Our side of a drill as a process of its own: works at the link until it is told to end, or killed. */
import { pump } from '#server/exchange/index.ts'
import { hearPortal, tellPortal } from '#server/national/index.ts'
import { openOutside } from '../outside.ts'
import { drillCtx } from './drill.scratch.ts'

const { ctx, close } = drillCtx(process.argv[2]!, process.env.DRILL_KEY!)
openOutside()
let ending = false
process.on('disconnect', () => process.exit(0))
process.on('message', () => (ending = true))
/** The outbox sends for as long as there is something; the rest goes on beside it. */
async function sending(): Promise<void> {
  while (!ending) {
    const { sent, answers } = await pump(ctx, 'portal')
    await answers
    if (sent === 0) await pause()
  }
}
async function telling(): Promise<void> {
  while (!ending) if ((await tellPortal(ctx)) === 0) await pause()
}
async function hearing(): Promise<void> {
  while (!ending) if ((await hearPortal(ctx)) === 0) await pause()
}
const pause = () => new Promise(resolve => setTimeout(resolve, 50))

process.send?.('ready')
await Promise.all([sending(), telling(), hearing()])
await close()
process.exit(0)
