import type { TextKey } from './text.vi.ts'

export const en: Record<TextKey, string> = {
  'upload.too-large': 'The file is larger than {limit}. Scan it at a lower resolution, or split it into several files.',
  'upload.file-empty': 'The file is empty. Please choose it again.',
  'upload.type-not-allowed': 'This type of file is not accepted. Accepted types: {allowed}.',
  'upload.disk-full': 'The file cannot be stored at the moment. Please try again in a few minutes.',
  'upload.files-away':
    'The file store does not answer at the moment, so the file was not taken. Please try again in a few minutes; what you entered is still there.',
  'upload.upload-broken-off': 'The upload was interrupted. Please send the file again.',
  'upload.broken':
    'The file is damaged or part of it is missing. Scan it again or take the original file, look whether it opens, and send it again.',
  'upload.pdf-encrypted':
    'The PDF has a password or is locked. Open it with the password, choose Print → Save as PDF (without a password), and send the new file.',
  'upload.pdf-script':
    'The PDF carries scripts (JavaScript), so it is not accepted. Open it, choose Print → Save as PDF, and send the new file.',
  'upload.pdf-launch':
    'The PDF starts programs or carries film or sound, so it is not accepted. Open it, choose Print → Save as PDF, and send the new file.',
  'upload.pdf-xfa':
    'The PDF is a dynamic form (XFA) that many programs cannot open. Open it in Adobe Reader, choose Print → Save as PDF, and send the new file.',
  'upload.pdf-attachments':
    'The PDF has {count} files attached inside, so it is not accepted. Save each of them, send them one by one, and send the PDF without attachments.',
  'upload.too-many-pages':
    'The file has {pages} pages; one file may have at most {limit}. Split it into several files.',
  'upload.too-many-pixels':
    'The picture has {pixels} million pixels; at most {limit} million are accepted. Set the camera to a lower resolution (12 million is enough), or use “Take a picture”.',
  'upload.bomb':
    'The file has parts that unpack to many times their size, so it is not accepted. Print it to a new PDF, or scan it from paper again.',
  'upload.too-heavy':
    'The file is too heavy to be checked within the limits of time and memory. Scan it again at 200–300 dpi, or split it into several files.',
  'upload.infected':
    'The file contains malware ({virus}) and was not accepted. Please check your computer and send a clean file.',
  'upload.scanner-away':
    'Files cannot be checked for viruses at the moment, so it was not accepted. Please try again in a few minutes.',
  'upload.file-withheld.waiting':
    'The file waits for the virus scanner and cannot be used yet. Please try again in a few minutes.',
  'upload.file-withheld.infected':
    'The virus scanner found malware in this file, so it is not used. Please hand in a clean one.',
  'upload.files-gone': 'The file is gone. Please choose it again.',
  'files.title': 'File store',
  'files.lead':
    'How the stored files are: where they lie, encryption, comparison of content, the virus check, and what is damaged, missing or withheld.',
  'files.count': 'Files',
  'files.bytes': 'Size',
  'files.checked': 'Compared',
  'files.checked.value': '{checked}/{files}; each file is read again within {days} days',
  'files.oldest': 'Longest ago compared',
  'files.key': 'Key in use since',
  'files.walk': 'Putting files under the key in use',
  'files.walk.done': 'done at {time}: {rewrapped} have the new key, {sealed} newly encrypted, {damaged} damaged',
  'files.walk.on': 'running, shelf {shelf}/256, {files} files',
  'files.walk.none': 'not yet; runs each night',
  'files.never': 'not yet',
  'files.found': 'Damaged or missing files',
  'files.found.none': 'No file is damaged or missing',
  'files.found.advice':
    'Take the file from a backup, or hand the same file in again: it takes the place of the damaged one. Damaged files are read again each night.',
  'files.file': 'File',
  'files.damage': 'What is wrong',
  'files.dossiers': 'Dossiers',
  'files.foundAt': 'Found at',
  'files.where': 'Where files lie',
  'files.scrub': 'Last check',
  'files.scrub.none': 'not run yet; runs each night',
  'files.scrub.good': '{time}: {checked} files read, none damaged or missing',
  'files.scrub.bad': '{time}: {checked} files read, {bad} damaged or missing',
  'files.virus': 'Virus check',
  'files.virus.set': 'Files are checked when they come in (CLAMD).',
  'files.virus.none': 'No virus scanner is set up (CLAMD).',
  'files.virus.waiting': '{waiting} files wait for it, the longest since {time}.',
  'files.withheld': 'Files withheld as infected',
  'files.withheld.none': 'No file is withheld',
  'files.withheld.advice':
    '{count} infected files are withheld; nobody can open them. Ask whoever handed them in for a clean file.',
  'files.virus-name': 'Virus',
  'files.belongs': 'Belongs to',
  'files.since': 'Since',
  'files.use.draft': 'a filing being written',
  'files.use.scan': 'a scan to be sorted',
  'files.use.scan-portion': 'a scan to be sorted',
  'files.use.mail': 'a letter',
  'files.use.paper': 'a paper in the store',
  'files.use.paper-batch': 'a batch of old results',
  'files.use.publication': 'news',
  'files.use.reform-task': 'a reform task',
  'files.use.directive': 'a directive',
  'files.use.index-component': 'evidence of an index',
  'files.use.signature': 'a paper to be signed',
  'files.use.destruction-list': 'a destruction list',
  'files.use.other': 'something else',
  'files.use.nobody': 'used nowhere any more',
  'files.damage.missing': 'the file is gone',
  'files.damage.altered': 'its content was changed',
  'files.damage.cut-short': 'its end was changed or cut off',
  'files.damage.key-unknown': 'there is no key to open it',
  'files.damaged.title': 'Stored files are damaged or missing',
  'files.damaged.lead':
    'The comparison of the file store found {count} damaged or missing files. Please take them from a backup.',
  'files.damaged.nobody': 'of no dossier',
  'files.infected.title': 'A file of a dossier contains malware',
  'files.infected.lead':
    'The virus scanner found malware ({virus}) in a file that was taken in while the scanner was away. The file is withheld and nobody can open it. Please ask the sender for a clean one, and have the machine checked it came from.',
  'reading.broken':
    'The file is damaged or its end is missing, so it cannot be read. Scan it again, or take the original file.',
  'reading.encrypted': 'The PDF has a password, so it cannot be read. Remove the password and try again.',
  'reading.not-readable-type': 'Only PDF, JPEG, PNG, TIFF and HEIC can be read.',
  'reading.heic':
    'HEIC pictures (of an iPhone) cannot be read: this system was installed without the HEVC decoder. Set the camera to “Most Compatible” or send a JPEG.',
  'reading.out-of-memory':
    'The file needs more memory than allowed, so reading was stopped. Scan it at a lower resolution.',
  'reading.reader-failed': 'The reader stopped on this file. Scan it again; if that does not help, type it in.',
  'reading.too-many-pages': 'The file has {pages} pages; at most {limit} can be read at once. Split it.',
  'reading.too-many-pixels':
    'The picture has {pixels} million pixels; at most {limit} million can be read. Take or scan it at a lower resolution.',
  'reading.too-many-bytes': 'The file is larger than {limit} MB. Scan it at a lower resolution, or split it.',
  'reading.too-slow': 'A page took more than {limit} seconds, so reading was stopped. Scan it at a lower resolution.'
}
