/** What the sandbox uses of `oidc-provider`, which ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
  type Saved = { save(): Promise<string>; addOIDCScope(scope: string): void; addOIDCClaims(names: string[]): void }
  export type OidcContext = {
    body?: unknown
    path: string
    oidc: {
      result?: { consent?: { grantId?: string } }
      session: { accountId: string; grantIdFor(client: string): string | undefined }
      client: { clientId: string }
      provider: Provider
    }
  }
  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly Grant: {
      new (of: { clientId: string; accountId: string }): Saved
      find(id: string): Promise<Saved | undefined>
    }
    use(middleware: (ctx: OidcContext, next: () => Promise<void>) => Promise<void>): void
    on(event: string, listener: (...args: unknown[]) => void): void
    callback(): RequestListener
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse
    ): Promise<{ uid: string; params: Record<string, string | undefined> }>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  }
}
