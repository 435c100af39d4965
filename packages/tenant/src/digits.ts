// Zero of each script: Arabic-Indic, Extended Arabic-Indic (Urdu, Pashto, Persian), Khmer.
const ZEROS = [0x0660, 0x06f0, 0x17e0]

/** The text with every digit in ASCII: `۱۷۱۰۱` and `١٧١٠١` read `17101`. */
export const parseDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹០-៩]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code))
  })
