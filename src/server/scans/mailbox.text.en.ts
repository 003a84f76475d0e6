import type { text as vi } from './mailbox.text.vi.ts'

/** The administrator’s page of mailboxes. */
export const text: Record<keyof typeof vi, string> = {
  'mailbox.title': 'Mailboxes of the desks',
  'mailbox.lead': 'Which address leads to which desk. Letters to any other address are refused at once.',
  'mailbox.off': 'No mail is taken in yet',
  'mailbox.off-how':
    'The operator sets MAIL_IN (e.g. MAIL_IN=lmtp://127.0.0.1:2424) and has the mail server of the province forward the addresses below to it. See “Mail to the desks” in docs/install.md.',
  'mailbox.on': 'Mail is taken in at {where}. The mail server of the province must forward these addresses to it.',
  'mailbox.none': 'There are no mailboxes yet',
  'mailbox.none-hint':
    'Add the address of a desk below; from then on, letters to it wait at the unit’s New scans and letters.',
  'mailbox.address': 'Address',
  'mailbox.address-hint': 'For example motcua.mogiang@songmo.gov.vn. What stands behind a plus does not count.',
  'mailbox.unit': 'Leads to the desk of',
  'mailbox.waiting': 'Letters waiting',
  'mailbox.set-at': 'Set at',
  'mailbox.operator': 'The operator',
  'mailbox.acts': 'Actions',
  'mailbox.add': 'Add a mailbox',
  'mailbox.change': 'Change',
  'mailbox.change-row': 'Change the unit of {address}',
  'mailbox.change-title': 'Change whose {address} is',
  'mailbox.change-lead': 'Letters that wait stay with the old unit; those that come from now on go to the new one.',
  'mailbox.save': 'Save',
  'mailbox.remove': 'Remove',
  'mailbox.remove-row': 'Remove the mailbox {address}',
  'mailbox.remove-title': 'Remove the mailbox {address}?',
  'mailbox.remove-consequence':
    'Letters to this address are refused from now on. {count} waiting letters stay to be sorted.',
  'mailbox.added': 'Letters to {address} come to the desk of {unit}.',
  'mailbox.changed': 'From now on letters to {address} come to the desk of {unit}.',
  'mailbox.removed-page': 'The mailbox {address} was removed.',
  'field.mailbox-odd': 'This is not an e-mail address.',
  'field.mailbox-taken': 'This address is there already and leads to {unit}. Choose Change in its line.',
  'field.mailbox-unit': 'Choose a unit from the list.',
  'refusal.mailbox-none': 'There is no mailbox with this address.'
}
