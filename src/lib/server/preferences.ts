import type { Handle } from '@sveltejs/kit/hooks'
import type { Language } from '#server/platform/language.ts'
import { preferencesFrom, type SchemeChoice } from '../preferences.ts'
import type { Account, SessionClock } from '../shell.ts'

declare global {
  namespace App {
    interface Locals {
      language: Language
      scheme: SchemeChoice
      /** Set by the sign-in hook, for the shell. */
      account?: Account
    }
    interface PageData {
      account?: Account | null
      session?: SessionClock | null
    }
  }
}

/** Reads the visitor's language and scheme before the page, and writes them on `<html>`. */
export const preferences: Handle = ({ event, resolve }) => {
  const { language, scheme } = preferencesFrom(name => event.cookies.get(name))
  event.locals.language = language
  event.locals.scheme = scheme
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', language).replace('%scheme%', scheme),
    preload: ({ type, path }) => type === 'css' || type === 'js' || (type === 'font' && path.includes('-400-'))
  })
}
