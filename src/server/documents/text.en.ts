import type { TextKey } from './text.vi.ts'

export const en: Record<TextKey, string> = {
  'upload.too-large': 'The file is larger than {limit}. Scan it at a lower resolution, or split it into several files.',
  'upload.file-empty': 'The file is empty. Please choose it again.',
  'upload.type-not-allowed': 'This type of file is not accepted. Accepted types: {allowed}.',
  'upload.disk-full': 'The file cannot be stored at the moment. Please try again in a few minutes.',
  'upload.upload-broken-off': 'The upload was interrupted. Please send the file again.',
  'reading.broken':
    'The file is damaged or its end is missing, so it cannot be read. Scan it again, or take the original file.',
  'reading.encrypted': 'The PDF has a password, so it cannot be read. Remove the password and try again.',
  'reading.not-readable-type': 'Only PDF, JPEG, PNG and TIFF can be read.',
  'reading.heic':
    'HEIC pictures (of an iPhone) cannot be read: the HEVC decoder may not be shipped with the system. Set the camera to “Most Compatible” or send a JPEG.',
  'reading.out-of-memory':
    'The file needs more memory than allowed, so reading was stopped. Scan it at a lower resolution.',
  'reading.reader-failed': 'The reader stopped on this file. Scan it again; if that does not help, type it in.',
  'reading.too-many-pages': 'The file has {pages} pages; at most {limit} can be read at once. Split it.',
  'reading.too-many-pixels':
    'The picture has {pixels} million pixels; at most {limit} million can be read. Take or scan it at a lower resolution.',
  'reading.too-many-bytes': 'The file is larger than {limit} MB. Scan it at a lower resolution, or split it.',
  'reading.too-slow': 'A page took more than {limit} seconds, so reading was stopped. Scan it at a lower resolution.'
}
