import type { Plugin } from 'vite'

/** In `npm run dev`, starts the house before the first page and hands `/api` and `/healthz` to Hono, as the real server does. */
export function developmentServer(): Plugin {
  return {
    name: 'motcua-development-server',
    apply: 'serve',
    configureServer(server) {
      if (process.env.VITEST) return
      let house: Promise<{ dispatch: (req: unknown, res: unknown) => boolean }> | undefined
      server.middlewares.use(async (req, res, next) => {
        const { startForDevelopment } = await server.ssrLoadModule('/src/server/app.ts')
        house ??= startForDevelopment()
        const app = await house!
        if (!app.dispatch(req, res)) next()
      })
    }
  }
}
