import type { TextKey } from './text.vi.ts'

/** Words of the notices, English. */
export const en: Record<TextKey, string> = {
  'you.person': 'you',
  'you.organisation': 'you',
  'greeting.person': 'Dear {name},',
  'greeting.organisation': 'Dear {name},',
  'closing.regards': 'Yours faithfully,',
  'closing.phone': 'Telephone: {phone}',
  'closing.automatic': 'This message was sent automatically; please do not reply to it.',
  'label.code': 'Dossier code',
  'label.procedure': 'Procedure',
  'label.filed': 'Filed at',
  'label.received': 'Received at',
  'label.due': 'Result due',
  'label.due-was': 'Due date before',
  'label.due-now': 'New due date',
  'label.answer-was': 'To be completed by, before',
  'label.answer-now': 'To be completed by, now',
  'label.reason': 'Reason',
  'label.article': 'Legal basis',
  'label.amount': 'Amount',
  'label.number': 'Number of the result',
  'value.amount': '{amount} VND',
  'value.moment': '{time} on {day}',
  link: 'Follow the dossier',

  'filed.subject': 'Your online filing {code} has arrived',
  'filed.lead': '{office} has got the dossier you filed online.',
  'filed.next': 'We will check it and write to you when it is received or needs to be completed.',

  'received.subject': 'Dossier {code} has been received',
  'received.lead': '{office} has received your dossier.',
  'received.next': 'We will write to you as soon as there is a result or a change.',

  'supplement-requested.subject': 'Dossier {code} needs to be completed',
  'supplement-requested.lead':
    'We have looked at your dossier. So that we can settle it, please complete the following:',
  'supplement-requested.accepted': 'When we have everything, we will go on and tell you the due date again.',
  'supplement-requested.filed': 'The dossier will be received as soon as it is complete.',
  'supplement-requested.how': 'You can complete it on its tracking page or where it was filed.',

  'fee-due.subject': 'A fee is due for dossier {code}',
  'fee-due.lead': 'So that we can go on with your dossier, please pay the following fee:',
  'fee-due.next': 'You can pay where the dossier was filed. The latest news is on its tracking page.',

  'due-changed.subject': 'New due date for dossier {code}',
  'due-changed.lead': 'The due date of your dossier has changed:',
  'due-changed.sorry':
    '{office} apologises for not returning the result on the date promised and asks for your understanding.',
  'cause.supplement': 'The dossier has been completed; the time limit was counted again according to the law.',
  'cause.fee': 'The fee has been paid; the time limit was counted again according to the law.',
  'cause.other-agency': 'The other agency has answered; the time limit was counted again according to the law.',
  'cause.force-majeure': 'The case of force majeure is over; the time limit was counted again according to the law.',

  'answer-changed.subject': 'New date to complete dossier {code}',
  'answer-changed.lead': 'The date by which you can complete your dossier has moved with the calendar:',
  'answer-changed.next': 'If nothing has come by then, the dossier will no longer be settled.',

  'result-ready.subject': 'The result of dossier {code} is ready',
  'result-ready.lead': 'There is a result for your dossier.',
  'result-ready.counter':
    'Please collect it at {where}. Bring the receipt and appointment slip and an identity document.',
  'result-ready.online': 'You can get the electronic result on the tracking page after signing in.',
  'result-ready.post': 'The result will be posted to the address you gave.',

  'refused.subject': 'Decision on dossier {code}',
  'refused.lead': 'We are sorry to tell you that your dossier does not meet the conditions to be granted.',
  'refused.because': 'Reasons:',
  'refused.paper': 'Please collect the written answer at {where}.',
  'refused.appeal': 'If you do not agree, you have the right to complain or to go to court as the law provides.',

  'not-accepted.subject': 'Dossier {code} has not been accepted',
  'not-accepted.lead': 'We are sorry that we cannot accept your dossier yet, for these reasons:',
  'not-accepted.next': 'You can file it again once this is put right. For guidance, please contact {office}.',

  'stopped.subject': 'Work on dossier {code} has stopped',
  'stopped.lead': '{office} has stopped working on your dossier.',
  'stopped.next': 'If you need an explanation, please contact {office}.',

  'withdrawn.subject': 'Dossier {code} has been withdrawn',
  'withdrawn.lead': 'As you asked, the dossier has been withdrawn and {office} has stopped working on it.',
  'withdrawn.next': 'If you handed in papers, please collect them where the dossier was filed.',

  'label.login': 'Login',
  'steering-note.subject': '{title}',
  'steering-note.link': 'Open in the system',
  'label.address': 'Address',
  'label.failures': 'Failures in a row',
  'webhook-paused.subject': 'A system is no longer told of events',
  'webhook-paused.lead': 'The receiver “{name}” could not answer, so its webhook is paused.',
  'webhook-paused.next':
    'When the receiver is well again, open its page and let it go on. What happened during the pause is read from the event feed.',
  'webhook-paused.link': 'Open its page',
  'label.letter': 'Subject of the letter',
  'label.arrived': 'Arrived',
  'letter-refused.subject': 'Some files attached to your letter were not taken in',
  'letter-refused.lead': '{office} has received your letter, but these files could not be taken in:',
  'letter-refused.next':
    'The other files of the letter, if any, were taken in and wait for an officer. Please mend these as said above and send them again in a new letter. An e-mail is not yet a filing: a dossier counts from its receipt.',
  'letter-dismissed.subject': 'Answer to your letter to {office}',
  'letter-dismissed.lead': '{office} has read your letter and does not take it further.',
  'letter-dismissed.next': 'Please contact {office} or come to the one-stop desk if you would like to know more.',
  'number-taken.subject': 'A personal number no longer belongs to this account',
  'number-taken.lead':
    'Somebody has proved by the identity provider that the personal number typed into this account is theirs. It was never verified here, so it no longer belongs to this account.',
  'number-taken.kept': 'What was filed from this account stays in it; its login and password are as they were.',
  'number-taken.next':
    'If that was you, sign on with your identity; if the number was a slip, have it mended at the one-stop desk.',
  'number-taken.link': 'Sign in',
  'password-code.subject': 'Code to reset your password',
  'password-code.lead': 'Your code to reset the password is:',
  'password-code.limit': 'It is valid for {minutes} minutes and can be used once.',
  'password-code.care':
    'Do not tell it to anybody, officials included. If you did not ask for it, ignore this message; your password stays as it is.'
}
