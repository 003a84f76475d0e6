import type { text as vi } from './text.vi.ts'

export const text: Record<keyof typeof vi, string> = {
  'scans.title': 'New scans',
  'scans.lead':
    'Files from the scanners of your unit that wait to be put to a dossier. With a sheet on top that carries the QR of a dossier (its receipt), the pages go there by themselves.',
  'scans.none': 'No scan is waiting.',
  'scans.none-hint': 'Scanners save into the folder of your unit; files appear here after about a minute.',
  'scans.arrived': 'Arrived',
  'scans.name': 'Scan',
  'scans.do': 'Do',
  'scans.code': 'Dossier code',
  'scans.choose': 'Find dossier',
  'scans.attach': 'Attach',
  'scans.attach-to': 'Attach “{name}” to dossier {code}',
  'scans.which': 'Which paper is it?',
  'scans.loose': 'Another scan',
  'scans.read': 'Read it to receive',
  'scans.dismiss': 'Set aside',
  'scans.attached': 'Attached to dossier {code}.',
  'scans.dismissed': 'The scan was set aside.',
  'scans.not-found': 'This scan is no longer waiting.',
  'scans.dossier-unknown': 'There is no dossier with this code at your unit.',
  'scans.paper-unknown': 'Choose one of the papers listed.',
  'scans.reason': 'Scan from the scanner attached'
}
