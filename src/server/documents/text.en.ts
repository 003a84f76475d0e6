import type { TextKey } from './text.vi.ts'

export const en: Record<TextKey, string> = {
  'upload.too-large': 'The file is larger than {limit}. Scan it at a lower resolution, or split it into several files.',
  'upload.file-empty': 'The file is empty. Please choose it again.',
  'upload.type-not-allowed': 'This type of file is not accepted. Accepted types: {allowed}.',
  'upload.disk-full': 'The file cannot be stored at the moment. Please try again in a few minutes.',
  'upload.upload-broken-off': 'The upload was interrupted. Please send the file again.'
}
