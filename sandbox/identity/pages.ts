import { PEOPLE } from './people.ts'

const escape = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** The levels this provider knows. */
export const LEVELS = ['muc-1', 'muc-2', 'muc-3'] as const

const page = (title: string, body: string): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`

/** Who signs on, and how surely: a real provider would ask for a password, a telephone, a face. */
export function signOnPage(uid: string, wanted: string | undefined): string {
  const least = LEVELS.find(level => (wanted ?? '').split(' ').includes(level)) ?? LEVELS[1]
  const people = PEOPLE.map(
    ({ sub, name, national_id }) => `<option value="${escape(sub)}">${escape(name)} (${escape(national_id)})</option>`
  )
  const levels = LEVELS.map(level => `<option${level === least ? ' selected' : ''}>${level}</option>`)
  return page(
    'Định danh thử nghiệm / Sandbox identity',
    `<p>Những người này không có thật. / These people are invented.</p>
<form method="post" action="/interaction/${encodeURIComponent(uid)}">
<p><label>Người đăng nhập / Person <select name="person">${people.join('')}</select></label></p>
<p><label>Mức bảo đảm / Level <select name="level">${levels.join('')}</select></label></p>
<p><button name="act" value="sign-on">Đăng nhập / Sign on</button> <button name="act" value="cancel">Hủy / Cancel</button></p>
</form>`
  )
}

/** Signing out at the provider: the form is the library's, the buttons submit it. */
export const signOutPage = (form: string): string =>
  page(
    'Đăng xuất / Sign out',
    `${form}<p><button form="op.logoutForm" name="logout" value="yes">Đăng xuất / Sign out</button></p>`
  )

export const signedOutPage = (): string => page('Đã đăng xuất / Signed out', '')
