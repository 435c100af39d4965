export const texts = {
  en: {
    'fact.attendance_percent.label': 'Attendance in the quarter',
    'fact.attendance_percent.question':
      'On how many of a hundred school days was the child present in the last quarter?',
    'error.ATTENDANCE_DAYS':
      'A child is present on none to all of the {open, number} days on which school was held.',
    'error.ATTENDANCE_QUARTER': 'A quarter begins on 1 January, April, July or October.',
    'error.ATTENDANCE_QUARTER_OPEN': 'The quarter has not ended yet.',
  },
  ur: {
    'fact.attendance_percent.label': 'سہ ماہی حاضری',
    'fact.attendance_percent.question': 'پچھلی سہ ماہی میں سکول کے ہر سو دنوں میں سے بچہ کتنے دن حاضر رہا؟',
    'error.ATTENDANCE_DAYS': 'بچہ سکول کے {open, number} دنوں میں سے صفر سے سب دن تک حاضر ہو سکتا ہے۔',
    'error.ATTENDANCE_QUARTER': 'سہ ماہی یکم جنوری، اپریل، جولائی یا اکتوبر سے شروع ہوتی ہے۔',
    'error.ATTENDANCE_QUARTER_OPEN': 'سہ ماہی ابھی ختم نہیں ہوئی۔',
  },
}
