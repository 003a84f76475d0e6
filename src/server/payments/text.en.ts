export const text = {
  'payments.title': 'Pay the fee online',
  'payments.go': 'Pay online',
  'payments.due': 'To pay: {amount}',
  'payments.how': 'You will be taken to the payment page. The clock goes on once the fee is paid.',
  'payments.desk': 'You can also pay at {unit}.',
  'payments.leave': 'Go to the payment page',
  'payments.leaving': 'Taking you to the payment page. If nothing happens, press the button below.',
  'payments.open': 'The payment is not confirmed yet',
  'payments.open.how':
    'If you have paid, the confirmation usually comes within minutes. There is no need to pay again.',
  'payments.again': 'Check again',
  'payments.down': 'The payment system does not answer',
  'payments.down.how':
    'Nothing more has been charged. Try again later or pay at the desk; if you have paid, it is entered by itself as soon as the system answers.',
  'payments.refused': 'The payment system refused. Please pay at the desk.',
  'payments.off': 'Online payment is not available here.',
  'payments.done': 'There is no fee left to pay.'
} as const
