import { FILE_TYPES } from './model.ts'
import type { FileRef, FileType } from './model.ts'

/**
 * The headers a stored file is served with. Whatever is in it, the browser believes our type, runs nothing and
 * reaches nothing. Only PDF and pictures are shown in place, and only when asked.
 */
export function serveFile(file: FileRef, disposition: 'inline' | 'attachment'): Record<string, string> {
  const type: { extension: string; shown: boolean } | undefined = FILE_TYPES[file.type as FileType]
  const shown = disposition === 'inline' && type?.shown === true
  return {
    'content-type': type
      ? file.type === 'text/plain'
        ? 'text/plain; charset=utf-8'
        : file.type
      : 'application/octet-stream',
    'content-length': String(file.bytes),
    'content-disposition': `${shown ? 'inline' : 'attachment'}; ${nameFields(servedName(file))}`,
    'content-security-policy': "sandbox; default-src 'none'; style-src 'none'; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store'
  }
}

/** The name it was handed in with, ending in what it is: `don.bat` that holds text is saved as `don.bat.txt`. */
export function servedName({ name, type }: FileRef): string {
  const extension = FILE_TYPES[type as FileType]?.extension ?? 'bin'
  const fits = SAME[extension] ?? [extension]
  return fits.some(each => name.toLowerCase().endsWith(`.${each}`)) ? name : `${name}.${extension}`
}
const SAME: Record<string, readonly string[]> = { jpg: ['jpg', 'jpeg'], tif: ['tif', 'tiff'], heic: ['heic', 'heif'] }

/** A name fit to keep: the last part of a path, without control or direction characters, at most 150 letters. */
export function keptName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  if (plain.length <= 150) return plain || 'tep'
  const extension = /\.[a-z0-9]{1,5}$/i.exec(plain)?.[0] ?? ''
  return `${[...plain].slice(0, 140).join('')}${extension}`
}

/** RFC 6266: a plain name for old programs and the true one, with its Vietnamese letters, for the rest. */
function nameFields(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w .()-]/g, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `filename="${plain}"; filename*=UTF-8''${full}`
}
