/** Holds an embedded server in a folder until told to stop: what the tests kill. `node hold-database.ts FOLDER` */
import { startEmbedded } from '#server/platform/embedded.ts'
import { errorText } from '#server/platform/refused-to-start.ts'

try {
  const server = await startEmbedded(process.argv[2]!)
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
  console.log(JSON.stringify({ url: server.url, adopted: server.adopted }))
  setInterval(() => {}, 60_000)
} catch (error) {
  console.error(errorText(error))
  process.exitCode = 1
}
